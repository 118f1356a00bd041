package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LinkTest {

    private static final int SILENCE_MILLIS = 200;

    private final ServerSocket listening = listening();
    private final Link link = link(listening.getLocalPort());
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        link.close();
        listening.close();
    }

    @Test
    void shouldPassBytesBothWaysAndTheEnd() throws IOException {
        // When
        client.getOutputStream().write(1);
        server.getOutputStream().write(2);

        // Then
        assertThat(server.getInputStream().read()).isEqualTo(1);
        assertThat(client.getInputStream().read()).isEqualTo(2);

        // When
        client.close();

        // Then
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void shouldHoldWhatIsSentWhileItIsCutAndPassItLater() throws IOException {
        // Given
        link.cut();

        // When
        client.getOutputStream().write(1);

        // Then
        server.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        // When
        link.mend();

        // Then
        server.setSoTimeout(0);
        assertThat(server.getInputStream().read()).isEqualTo(1);
    }

    @Test
    void shouldNotTellTheServerOfAClientThatGoesWhileItIsCut() throws IOException {
        // Given
        link.cut();

        // When
        client.close();

        // Then
        server.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void shouldResetConnectionsAndTakeNewOnes() throws IOException {
        // When
        link.reset();

        // Then
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
        try (Socket next = new Socket(InetAddress.getLoopbackAddress(), link.port());
                Socket accepted = listening.accept()) {
            next.getOutputStream().write(3);
            assertThat(accepted.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void shouldTakeTimeWhenItIsSlow() throws IOException {
        // Given
        link.slow(Duration.ofMillis(50), 10_000);
        long start = System.nanoTime();

        // When
        client.getOutputStream().write(new byte[1_000]);

        // Then
        assertThat(server.getInputStream().readNBytes(1_000)).hasSize(1_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Link link(int target) {
        try {
            return new Link(0, target);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
