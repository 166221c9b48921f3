package org.basedata.registry.api.signin;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The accounts of systems, as the authorization server knows clients. Secrets are compared where accounts are kept: no hash comes here, and an
 * account may have two.
 */
record AccountClients(Accounts accounts, ShownCertificates certificates, Duration tokensLast)
        implements RegisteredClientRepository, AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication shown) {
        OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) shown;
        String id = client.getPrincipal().toString();
        Object credentials = client.getCredentials();
        Optional<Account> account = credentials instanceof X509Certificate[] chain
                ? certificates.system(chain[0]).filter(each -> each.name().equals(id))
                : accounts.client(id, credentials == null ? "" : credentials.toString());
        return account.map(each -> new OAuth2ClientAuthenticationToken(
                        client(each), client.getClientAuthenticationMethod(), credentials))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == OAuth2ClientAuthenticationToken.class;
    }

    @Override
    public RegisteredClient findByClientId(String id) {
        return accounts.standing(id).filter(Account::isSystem).map(this::client).orElse(null);
    }

    @Override
    public RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    /** Accounts are made by the command line. */
    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("accounts are not made here");
    }

    /** The account as it is now: when it changes afterwards, the token that is made of this is no longer good. */
    private RegisteredClient client(Account account) {
        return RegisteredClient.withId(account.name())
                .clientId(account.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientAuthenticationMethod(ClientAuthenticationMethod.TLS_CLIENT_AUTH)
                .clientAuthenticationMethod(ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(ClientSettings.builder()
                        .setting(
                                AccessTokens.ACCOUNT_CHANGED,
                                ChronoUnit.MICROS.between(Instant.EPOCH, account.changedAt()))
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(tokensLast)
                        .build())
                .build();
    }
}
