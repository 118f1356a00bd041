package dev.consilium.streams.tracing;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** Takes spans as OpenTelemetry's collector does, and sets the system properties that lead here: they stand for the variables. */
final class Collector implements AutoCloseable {

    /** How {@code OTEL_EXPORTER_OTLP_PROTOCOL} names them. */
    static final String GRPC = "grpc";

    static final String HTTP = "http/protobuf";

    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String GRPC_MEDIA_TYPE = "application/grpc";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Server server = new Server();

    Collector() throws Exception {
        this(HTTP);
    }

    Collector(String protocol) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Taking());
        server.start();
        System.setProperty(PROTOCOL, protocol);
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The requests: path and body, in which texts can be read. */
    List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        System.clearProperty(PROTOCOL);
        System.clearProperty(ENDPOINT);
        LifeCycle.stop(server);
    }

    private final class Taking extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String body = Content.Source.asString(request, StandardCharsets.ISO_8859_1);
            received.add(request.getHttpURI().getPath() + body);
            ByteBuffer answer = ByteBuffer.allocate(0);
            if (GRPC_MEDIA_TYPE.equals(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, GRPC_MEDIA_TYPE);
                response.setTrailersSupplier(() -> HttpFields.build().put("grpc-status", "0"));
                // Not compressed, and of no bytes: an answer in which every field has its default.
                answer = ByteBuffer.allocate(1 + Integer.BYTES);
            }
            response.write(true, answer, callback);
            return true;
        }
    }
}
