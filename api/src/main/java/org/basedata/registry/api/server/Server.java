package org.basedata.registry.api.server;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.core.database.EmbeddedDatabase;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The HTTP server over an opened registry. */
public final class Server implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Listening listening;
    private final CountDownLatch closed;

    private Server(ConfigurableApplicationContext context, Listening listening, CountDownLatch closed) {
        this.context = context;
        this.listening = listening;
        this.closed = closed;
    }

    /**
     * Starts to listen on a registry that is open already.
     *
     * @param home belongs to the server from now on: it is closed with it, and when it does not start
     * @param port 0 for any free one
     */
    public static Server start(OpenHome home, int port) {
        return start(() -> home, Listening.thisMachine(port));
    }

    /**
     * Opens a registry and starts to listen. The database starts while Spring reads its configuration, which takes as long.
     *
     * @param opening opens the registry; whatever it throws is thrown here
     * @throws ListeningRefused when the network would be let in unprotected; nothing is opened then
     */
    public static Server start(Supplier<OpenHome> opening, Listening listening) {
        CompletableFuture<OpenHome> home = new CompletableFuture<>();
        Runnable begin = () -> home.completeAsync(opening, task -> new Thread(task, "registry-opening").start());
        if (listening.isThisMachine()) begin.run();
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setAddCommandLineProperties(false);
        application.addInitializers(context -> {
            // Before all other sources: no setting from outside opens the port to the network.
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "server",
                            Map.of(
                                    "server.port",
                                    Integer.toString(listening.port()),
                                    "server.address",
                                    listening.address().getHostAddress())));
            Protection protection = Protection.of(context.getEnvironment());
            protection.check(listening);
            if (!listening.isThisMachine()) begin.run();
            var beans = (GenericApplicationContext) context;
            beans.registerBean(Protection.class, () -> protection);
            beans.registerBean(OpenHome.class, home::join);
            beans.registerBean(Registry.class, () -> home.join().registry(), bean -> bean.setDestroyMethodName(""));
        });
        application.addListeners(event -> {
            if (event instanceof ContextClosedEvent) closed.countDown();
        });
        try {
            Server server = new Server(application.run(), listening, closed);
            // From here on Spring's own hook closes all in order: requests, registry, database.
            EmbeddedDatabase embedded = home.join().database().server();
            if (embedded != null) embedded.stoppedByOwner();
            home.join().registry().desk().resumeUnfinished();
            return server;
        } catch (ListeningRefused e) {
            throw listening.isThisMachine() ? withoutServer(home, e) : e;
        } catch (RuntimeException e) {
            throw withoutServer(home, e);
        }
    }

    /** What opening threw matters more than what Spring made of it. */
    private static RuntimeException withoutServer(CompletableFuture<OpenHome> home, RuntimeException failure) {
        try {
            home.join().close();
            return failure;
        } catch (CompletionException opening) {
            return opening.getCause() instanceof RuntimeException cause ? cause : opening;
        }
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Where whoever runs on this machine reaches it. */
    public String url() {
        boolean tls = context.getBean(Protection.class).tls();
        return (tls ? "https://" : "http://") + listening.reachedAt() + ":" + port();
    }

    /** A part of the running application. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Returns when the server is told to end. */
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Lets running requests end, then closes the registry and its database. */
    @Override
    public void close() {
        context.close();
    }
}
