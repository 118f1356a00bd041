package dev.consilium.specialist.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The public keys of a folder, as they are now. Every file in it that ends in {@code .pem} is one, but for private keys
 * ({@code .key.pem}); others are left alone, so that a folder that Kubernetes mounts from a secret will do.
 *
 * @param keys by key id
 * @param unreadable what is wrong with the {@code .pem} files that hold no public key
 */
public record TrustedKeys(Map<String, Key> keys, List<String> unreadable) {

    /** A key and the file that it is from. */
    public record Key(Path file, PublicKey publicKey) {}

    public TrustedKeys {
        keys = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads a folder.
     *
     * @throws IOException if the folder cannot be read; a bad file in it is only unreadable
     */
    public static TrustedKeys read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.filter(TrustedKeys::isCandidate)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IOException("the folder of trusted keys " + folder + " cannot be read: " + e, e);
        }
        Map<String, Key> keys = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (Path file : files) {
            try {
                PublicKey key = KeyFile.publicKey(file);
                keys.putIfAbsent(KeyId.of(key), new Key(file, key));
            } catch (IOException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        return new TrustedKeys(keys, unreadable);
    }

    private static boolean isCandidate(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pem") && !name.endsWith(KeyPairFiles.PRIVATE_SUFFIX);
    }

    /**
     * Puts a public key into a folder, which is created if it is not there.
     *
     * @return the key's id
     * @throws InvalidKeyFileException if the file holds no public key
     * @throws FileAlreadyExistsException if another key is there under that file's name
     */
    public static String add(Path publicKeyFile, Path folder) throws IOException {
        PublicKey key = KeyFile.publicKey(publicKeyFile);
        String id = KeyId.of(key);
        Files.createDirectories(folder);
        if (!read(folder).keys().containsKey(id)) {
            Files.writeString(
                    folder.resolve(id + KeyPairFiles.PUBLIC_SUFFIX),
                    KeyFile.pem(KeyFile.PUBLIC, key),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE_NEW);
        }
        return id;
    }
}
