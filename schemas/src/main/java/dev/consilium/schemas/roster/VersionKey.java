package dev.consilium.schemas.roster;

import dev.consilium.avro.SpecialistVersion;
import java.util.regex.Pattern;

/** Names one version of one specialist; its text, {@code specialist@version}, is the key in {@code models} and {@code rollouts}. */
public record VersionKey(String specialist, String version) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    public VersionKey {
        requireName(specialist, "specialist");
        requireName(version, "version");
    }

    public static VersionKey of(SpecialistVersion manifest) {
        return new VersionKey(manifest.getSpecialist(), manifest.getVersion());
    }

    /**
     * Reads {@code specialist@version}.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static VersionKey parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("'" + text + "' is not specialist@version, for example living@v7");
        }
        return new VersionKey(text.substring(0, at), text.substring(at + 1));
    }

    /** Whether a text may name a specialist or a version. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void requireName(String name, String what) {
        if (!isName(name)) {
            throw new IllegalArgumentException(what + " '" + name
                    + "' is not a name: a letter or digit, then up to 99 of letters, digits, . _ + -");
        }
    }

    @Override
    public String toString() {
        return specialist + "@" + version;
    }
}
