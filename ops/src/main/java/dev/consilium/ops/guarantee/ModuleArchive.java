package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The entries of a TorchScript file, to be changed and written again so that libtorch would load them. One thread. */
final class ModuleArchive {

    private static final Pattern FORWARD = Pattern.compile("def forward\\([^)]*?(\\w+): Tensor\\) -> Tensor:\n");
    private static final Pattern WEIGHTS = Pattern.compile("data/\\d+");

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String root = "";

    private ModuleArchive() {}

    static ModuleArchive read(Path module) throws IOException {
        ModuleArchive archive = new ModuleArchive();
        try (ZipFile zip = new ZipFile(module.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                int slash = entry.getName().indexOf('/') + 1;
                archive.root = entry.getName().substring(0, slash);
                // Which line of Python a line of code was made of: wrong once lines are put in.
                if (!entry.getName().endsWith(".debug_pkl")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        archive.entries.put(entry.getName().substring(slash), in.readAllBytes());
                    }
                }
            }
        }
        return archive;
    }

    /** The largest tensor's bytes: float32, little endian. What is written into them is written into the module. */
    byte[] weights() {
        return entries.entrySet().stream()
                .filter(entry -> WEIGHTS.matcher(entry.getKey()).matches())
                .map(Map.Entry::getValue)
                .max(Comparator.comparingInt(bytes -> bytes.length))
                .orElseThrow(() -> new IllegalStateException("the module has no weights among " + entries.keySet()));
    }

    /**
     * Puts lines before all others of the module's {@code forward}.
     *
     * @param lines made of the name of its input; indented by four spaces
     */
    void prependToForward(UnaryOperator<String> lines) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            // The module's own class; those that it is made of are in folders.
            if (entry.getKey().matches("code/__torch__\\.py")) {
                String code = new String(entry.getValue(), StandardCharsets.UTF_8);
                Matcher forward = FORWARD.matcher(code);
                if (forward.find()) {
                    String changed = code.substring(0, forward.end())
                            + lines.apply(forward.group(1))
                            + code.substring(forward.end());
                    entry.setValue(changed.getBytes(StandardCharsets.UTF_8));
                    return;
                }
            }
        }
        throw new IllegalStateException("the module has no forward that takes a tensor among " + entries.keySet());
    }

    /** Adds an entry that libtorch leaves alone, of so many bytes. */
    void pad(int bytes) {
        entries.put("extra/padding", new byte[bytes]);
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                ZipEntry entry = new ZipEntry(root + each.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setCrc(crc.getValue());
                entry.setSize(each.getValue().length);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
