package dev.consilium.specialist.trust;

/** Keys that OpenSSL made, for these tests alone. */
final class OpensslKeys {

    /** {@code openssl genpkey -algorithm ed25519}. */
    static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIEw+FViMGRhyIjvhjrS17DY6CHIvbCMGjYow8x2t7VwB
            -----END PRIVATE KEY-----
            """;

    /** {@code openssl pkey -in PRIVATE -pubout}. */
    static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAakIHvqYuJy8qI2ioG2NjILbpfNsTMyuk4SXMf2OmfJg=
            -----END PUBLIC KEY-----
            """;

    /** {@code openssl pkey -pubin -in PUBLIC -outform DER | sha256sum | cut -c1-16}. */
    static final String KEY_ID = "4d5c2313ff54ecc9";

    /** Of an elliptic curve that signatures here are not made with. */
    static final String PUBLIC_P256 = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERxEgqKsCGvwPZy4bWTU3DTCia/GE
            0lXI3LwnoRDaudxKmczmAfd53WPu8Ddl3cGjKNiSvhi/dytieNfU4g+jFw==
            -----END PUBLIC KEY-----
            """;

    private OpensslKeys() {}
}
