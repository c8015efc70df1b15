package io.ordertrail.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.notifier.delivery.ClaimedDelivery;
import io.ordertrail.notifier.sealing.SecretSealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed links to unsubscribe: who has one may end the mails of that subscription to that address, and nothing else.
 * They hold as long as the encryption key that they name is configured.
 */
@ApplicationScoped
class UnsubscribeLinks {

    private static final String PURPOSE = "unsubscribe";

    private final SecretSealer vault;
    private final Optional<URI> publicUrl;

    UnsubscribeLinks(SecretSealer vault, MailSettings settings) {
        this.vault = vault;
        this.publicUrl = settings.publicUrl();
    }

    /** The subscription and the address whose mails a link ends. */
    record UnsubscribeRequest(String subscription, String address) {}

    Optional<String> link(ClaimedDelivery claimed) {
        return publicUrl.map(base -> base.toString().replaceAll("/+$", "") + "/v1/unsubscribe/"
                + token(new UnsubscribeRequest(claimed.subscription().id(), claimed.address())));
    }

    String token(UnsubscribeRequest request) {
        String text = vault.currentKey() + '\n' + request.subscription() + '\n' + request.address();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(text.getBytes(UTF_8)) + "."
                + base64.encodeToString(sign(vault.currentKey(), text));
    }

    /** What the token asks for; empty if it was not made by us. */
    Optional<UnsubscribeRequest> read(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            String text = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
            String[] words = text.split("\n", -1);
            boolean ours = parts.length == 2
                    && words.length == 3
                    && vault.has(words[0])
                    && MessageDigest.isEqual(
                            sign(words[0], text), Base64.getUrlDecoder().decode(parts[1]));
            return ours ? Optional.of(new UnsubscribeRequest(words[1], words[2])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] sign(String keyId, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(vault.derive(keyId, PURPOSE), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
