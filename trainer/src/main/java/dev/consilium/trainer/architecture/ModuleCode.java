package dev.consilium.trainer.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The code inside a TorchScript archive: file by file, without the top folder, which is named after where it was saved.
 *
 * @param files path under {@code code/} to text
 */
record ModuleCode(Map<String, String> files) {
    private static final int LARGEST_FILE = 1 << 20;

    static ModuleCode of(Path archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (path.startsWith("code/") && path.endsWith(".py")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        files.put(path, new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return new ModuleCode(files);
    }
}
