package org.basedata.registry.api.server;

import org.springframework.boot.SpringApplication;

/** The network would be let in without what protects it. Spring says nothing of this one itself: the message is told as it is. */
public final class ListeningRefused extends SpringApplication.AbandonedRunException {
    private static final long serialVersionUID = 1;

    private final String message;

    public ListeningRefused(String message) {
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    static ListeningRefused unprotected(Listening listening) {
        return new ListeningRefused(
                "LISTENING_UNPROTECTED: --address " + listening.address().getHostAddress()
                        + " 不限于本机,须先配置 TLS:在程序旁的 application.properties 写明 server.ssl.certificate 和"
                        + " server.ssl.certificate-private-key(或 server.ssl.bundle);若由网关终结 TLS,请设置 registry.gateway.addresses"
                        + "(网关地址)和 registry.gateway.plain-http=true,其他地址一律不予答复"
                        + " / this address is reached from other machines, so TLS comes first: set server.ssl.certificate and"
                        + " server.ssl.certificate-private-key (or server.ssl.bundle) in application.properties beside the program; where a gateway"
                        + " ends TLS, set registry.gateway.addresses to its addresses and registry.gateway.plain-http=true: nobody else is answered");
    }
}
