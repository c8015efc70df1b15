package io.ordertrail.notifier.signing;

/** How a webhook is signed; the names are those of Standard Webhooks. */
public enum SigningScheme {
    /** HMAC-SHA256 with a secret that both sides have ({@code whsec_}). */
    V1("v1"),
    /** ed25519; the receiver has the public key ({@code whpk_}) only. */
    V1A("v1a");

    private final String word;

    SigningScheme(String word) {
        this.word = word;
    }

    /** As the header, the database and the API write it. */
    public String word() {
        return word;
    }

    /**
     * The scheme of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SigningScheme of(String word) {
        for (SigningScheme scheme : values()) {
            if (scheme.word.equals(word)) {
                return scheme;
            }
        }
        throw new IllegalArgumentException("signature must be v1 or v1a, but was '" + word + "'");
    }
}
