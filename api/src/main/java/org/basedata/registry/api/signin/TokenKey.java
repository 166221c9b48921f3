package org.basedata.registry.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import javax.sql.DataSource;
import org.basedata.registry.core.database.KeptKey;

/**
 * The key pair that signs access tokens, of record: all nodes have the same, also after a restart. The public half is given out at
 * {@code /oauth2/jwks}, so that others can prove tokens who could never make one.
 */
final class TokenKey {
    private static final String NAME = "token-signing";

    private TokenKey() {}

    static ECKey of(DataSource database) {
        byte[] kept = KeptKey.of(database, NAME, TokenKey::fresh);
        try {
            return ECKey.parse(new String(kept, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("the row " + NAME + " of registry_key is no key", e);
        }
    }

    private static byte[] fresh() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has keys on the curve P-256", e);
        }
    }
}
