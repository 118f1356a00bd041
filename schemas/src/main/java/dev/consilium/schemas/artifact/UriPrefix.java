package dev.consilium.schemas.artifact;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The beginning of URIs that may be fetched. Compared part by part, so that {@code https://models.example} does not allow
 * {@code https://models.example.evil.net}, nor {@code file:/srv/models} what {@code ..} leads to.
 */
record UriPrefix(String scheme, String authority, String path) {

    private static final Pattern SCHEME = Pattern.compile("file|https?");

    /** Dots and slashes that are only seen after decoding. */
    private static final Pattern DISGUISED = Pattern.compile("%(2e|2f|5c)", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException when the text is no such prefix */
    static UriPrefix parse(String text) {
        URI uri = plain(text);
        return new UriPrefix(scheme(uri), authority(uri), path(uri));
    }

    /**
     * An absolute file, http or https URI without tricks.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what
     */
    static URI plain(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no URI: " + e.getMessage(), e);
        }
        if (!SCHEME.matcher(scheme(uri)).matches() || uri.isOpaque()) {
            throw new IllegalArgumentException("'" + text + "' is not an absolute URI with file:, http: or https:");
        }
        boolean isFile = scheme(uri).equals("file");
        if (isFile != authority(uri).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' " + (isFile ? "names a host" : "names no host"));
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'" + uri.getHost() + "': credentials in a URI would stand on a topic for everybody to read");
        }
        if (DISGUISED.matcher(path(uri)).find() || !uri.normalize().equals(uri)) {
            throw new IllegalArgumentException("the path of '" + text + "' contains . or .. segments, or encodes them");
        }
        return uri;
    }

    boolean covers(URI uri) {
        String other = path(uri);
        boolean below =
                path.endsWith("/") ? other.startsWith(path) : other.equals(path) || other.startsWith(path + "/");
        return scheme.equals(scheme(uri)) && authority.equals(authority(uri)) && below;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String authority(URI uri) {
        return uri.getRawAuthority() == null ? "" : uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null ? "" : uri.getRawPath();
    }
}
