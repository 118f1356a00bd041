package dev.consilium.specialist.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadKeysThatOpensslMade() throws Exception {
        // Given
        Path privateKey = Files.writeString(folder.resolve("k.key.pem"), OpensslKeys.PRIVATE);
        Path publicKey = Files.writeString(folder.resolve("k.pub.pem"), OpensslKeys.PUBLIC);

        // When
        SigningKey key = SigningKey.read(privateKey);

        // Then
        assertThat(key.keyId()).isEqualTo(OpensslKeys.KEY_ID);
        assertThat(key.publicKey()).isEqualTo(KeyFile.publicKey(publicKey));
    }

    @Test
    void shouldGenerateAKeyThatOnlyItsOwnerReads() throws Exception {
        // When
        KeyPairFiles files = KeyPairFiles.in(folder.resolve("keys"), "mine");
        SigningKey key = files.generate();

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.privateKey())))
                .isEqualTo("rw-------");
        assertThat(SigningKey.read(files.privateKey()).keyId()).isEqualTo(key.keyId());
        assertThat(TrustedKeys.read(folder.resolve("keys")).keys()).containsOnlyKeys(key.keyId());
    }

    @Test
    void shouldNeverOverwriteAKey() throws Exception {
        // Given
        KeyPairFiles files = KeyPairFiles.in(folder, "mine");
        files.generate();
        String before = Files.readString(files.privateKey());

        // When
        assertThatThrownBy(files::generate)
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("never overwritten");
        Files.delete(files.publicKey());
        assertThatThrownBy(files::generate)
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("never overwritten");

        // Then
        assertThat(files.privateKey()).hasContent(before);
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatHoldsNoSuchKey() throws Exception {
        // Given
        Path privateKey = Files.writeString(folder.resolve("private.pem"), OpensslKeys.PRIVATE);
        Path publicKey = Files.writeString(folder.resolve("public.pem"), OpensslKeys.PUBLIC);
        Path other = Files.writeString(folder.resolve("other.pem"), OpensslKeys.PUBLIC_P256);
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");

        // When / Then
        assertThatThrownBy(() -> SigningKey.read(publicKey)).hasMessageContaining("give the private key");
        assertThatThrownBy(() -> KeyFile.publicKey(privateKey)).hasMessageContaining("give the public key");
        assertThatThrownBy(() -> KeyFile.publicKey(other)).hasMessageContaining("no Ed25519 public key");
        assertThatThrownBy(() -> KeyFile.publicKey(text)).isInstanceOf(InvalidKeyFileException.class);
        assertThatThrownBy(() -> SigningKey.read(folder)).hasMessageContaining("there is no key file");
    }

    @Test
    void shouldAddAPublicKeyOnceAndNothingElse() throws Exception {
        // Given
        Path publicKey = Files.writeString(folder.resolve("k.pub.pem"), OpensslKeys.PUBLIC);
        Path privateKey = Files.writeString(folder.resolve("k.key.pem"), OpensslKeys.PRIVATE);
        Path trusted = folder.resolve("trusted");

        // When
        TrustedKeys.add(publicKey, trusted);
        TrustedKeys.add(publicKey, trusted);

        // Then
        assertThat(TrustedKeys.read(trusted).keys()).containsOnlyKeys(OpensslKeys.KEY_ID);
        assertThat(trusted).isDirectoryContaining("glob:**" + OpensslKeys.KEY_ID + ".pub.pem");
        assertThatThrownBy(() -> TrustedKeys.add(privateKey, trusted)).isInstanceOf(InvalidKeyFileException.class);
    }
}
