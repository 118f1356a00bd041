package dev.consilium.specialist.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A signing key's two files in a folder: the private one, that only its owner can read, and the public one.
 *
 * @param privateKey {@code NAME.key.pem}
 * @param publicKey {@code NAME.pub.pem}
 */
public record KeyPairFiles(Path privateKey, Path publicKey) {

    /** What the file of a private key ends with. */
    public static final String PRIVATE_SUFFIX = ".key.pem";

    /** What the file of a public key ends with. */
    public static final String PUBLIC_SUFFIX = ".pub.pem";

    /** Where they would be. */
    public static KeyPairFiles in(Path folder, String name) {
        return new KeyPairFiles(folder.resolve(name + PRIVATE_SUFFIX), folder.resolve(name + PUBLIC_SUFFIX));
    }

    /**
     * Writes a new key; the folder is created if it is not there.
     *
     * @throws FileAlreadyExistsException if one of the files is there already: a key is never overwritten
     */
    public SigningKey generate() throws IOException {
        if (Files.exists(publicKey)) {
            throw new FileAlreadyExistsException(
                    publicKey + " is there already, and a key is never overwritten: choose another --name");
        }
        Files.createDirectories(privateKey.toAbsolutePath().getParent());
        SigningKey key = SigningKey.generate();
        createPrivate(KeyFile.pem(KeyFile.PRIVATE, key.privateKey()));
        Files.writeString(publicKey, KeyFile.pem(KeyFile.PUBLIC, key.publicKey()), StandardOpenOption.CREATE_NEW);
        return key;
    }

    /** Created as 0600, not made so afterwards: nobody reads it in between. */
    private void createPrivate(String pem) throws IOException {
        FileAttribute<?>[] mine =
                privateKey.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(
                privateKey, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
            channel.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException e) {
            throw new FileAlreadyExistsException(
                    privateKey + " is there already, and a key is never overwritten: choose another --name");
        }
    }
}
