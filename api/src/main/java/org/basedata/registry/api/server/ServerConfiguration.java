package org.basedata.registry.api.server;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.change.ChangeMarks;
import org.basedata.registry.api.delivery.DeliveriesFollowed;
import org.basedata.registry.api.delivery.PlainDeliveries;
import org.basedata.registry.api.log.Followers;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.ProblemReport;
import org.basedata.registry.api.subject.LogPosition;
import org.basedata.registry.api.subject.PeriodsFollowed;
import org.basedata.registry.api.webhook.WebhookSecrets;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.KeptKey;
import org.basedata.registry.core.decision.Decisions;
import org.basedata.registry.core.identity.IdentityActs;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.Deadlines;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.importers.delivery.DeliveryDesk;
import org.basedata.registry.projections.candidate.CandidateSearches;
import org.basedata.registry.projections.candidate.Candidates;
import org.basedata.registry.projections.change.Changes;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.decision.AlikeConflicts;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.decision.GroupDecisions;
import org.basedata.registry.projections.delivery.DeliveryRecords;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.recall.ChangesSinceRead;
import org.basedata.registry.projections.recall.LateReadings;
import org.basedata.registry.projections.recall.Recalls;
import org.basedata.registry.projections.reconciliation.Attachments;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.Verifications;
import org.basedata.registry.projections.sharing.Agreements;
import org.basedata.registry.projections.sharing.Grants;
import org.basedata.registry.projections.sharing.Members;
import org.basedata.registry.projections.sharing.SharingGroups;
import org.basedata.registry.projections.subject.Explanations;
import org.basedata.registry.projections.subject.Identities;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SearchPeriodProjection;
import org.basedata.registry.projections.subject.SubjectHistory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * What the endpoints find. The registry is put together and migrated before Spring starts, so Boot's own data source,
 * transactions and migrations are left out.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            DataSourceInitializationAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            // RequestTimes does it for less.
            WebMvcObservationAutoConfiguration.class
        })
@ComponentScan("org.basedata.registry.api")
class ServerConfiguration {
    private static final Duration LONGEST_WAIT_FOR_DATABASE = Duration.ofSeconds(3);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Set<String> SAFE_PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    /**
     * For health and the metrics of the pool; the registry closes it. Who asks over HTTP is told soon that the database is
     * away and may come back, rather than made to wait for it.
     */
    @Bean(destroyMethod = "")
    DataSource dataSource(Registry registry) throws SQLException {
        DataSource database = registry.database().dataSource();
        database.unwrap(HikariDataSource.class).setConnectionTimeout(LONGEST_WAIT_FOR_DATABASE.toMillis());
        return database;
    }

    @Bean(destroyMethod = "")
    Database database(Registry registry) {
        return registry.database();
    }

    @Bean
    Catalogue catalogue(Registry registry) {
        return registry.catalogue();
    }

    @Bean
    Clock clock(Registry registry) {
        return registry.clock();
    }

    @Bean
    OfficialCalendar officialCalendar(Registry registry) {
        return registry.calendar();
    }

    @Bean
    Limits limits(Registry registry) {
        return registry.limits();
    }

    @Bean
    SubjectIds subjectIds(Registry registry) {
        return registry.ids();
    }

    @Bean(destroyMethod = "")
    DeliveryDesk deliveryDesk(Registry registry) {
        return registry.desk();
    }

    @Bean
    IdentityActs identityActs(Registry registry) {
        return registry.acts();
    }

    @Bean
    Decisions decisions(Registry registry) {
        return registry.decisions();
    }

    @Bean
    DecisionGroups decisionGroups(Registry registry) {
        return registry.decisionGroups();
    }

    @Bean
    AlikeConflicts alikeConflicts(Registry registry) {
        return registry.alikeConflicts();
    }

    @Bean(destroyMethod = "")
    GroupDecisions groupDecisions(Registry registry) {
        return registry.groupDecisions();
    }

    @Bean
    Identities identities(Registry registry) {
        return registry.identities();
    }

    @Bean
    MasterRecords masterRecords(Registry registry) {
        return registry.masterRecords();
    }

    @Bean
    SubjectHistory subjectHistory(Registry registry) {
        return registry.history();
    }

    @Bean
    Explanations explanations(Registry registry) {
        return registry.explanations();
    }

    @Bean
    Conflicts conflicts(Registry registry) {
        return registry.conflicts();
    }

    @Bean
    Candidates candidates(Registry registry) {
        return registry.candidates();
    }

    @Bean(destroyMethod = "")
    CandidateSearches candidateSearches(Registry registry) {
        return registry.candidateSearches();
    }

    @Bean
    CaseOrders caseOrders(Registry registry) {
        return registry.caseOrders();
    }

    @Bean
    CaseStreams caseStreams(Registry registry) {
        return registry.caseStreams();
    }

    @Bean
    SharingOrders sharingOrders(Registry registry) {
        return registry.sharingOrders();
    }

    @Bean
    SharingRegistrar sharingRegistrar(Registry registry) {
        return registry.sharingRegistrar();
    }

    @Bean
    SharingStreams sharingStreams(Registry registry) {
        return registry.sharingStreams();
    }

    @Bean
    Agreements agreements(Registry registry) {
        return registry.agreements();
    }

    @Bean
    SharingGroups sharingGroups(Registry registry) {
        return registry.sharingGroups();
    }

    @Bean
    Members members(Registry registry) {
        return registry.members();
    }

    @Bean
    Grants grants(Registry registry) {
        return registry.grants();
    }

    @Bean
    Cases cases(Registry registry) {
        return registry.cases();
    }

    @Bean
    Verifications verifications(Registry registry) {
        return registry.verifications();
    }

    @Bean
    Attachments attachments(Registry registry) {
        return registry.attachments();
    }

    @Bean
    Deadlines deadlines(Registry registry) {
        return registry.deadlines();
    }

    @Bean
    DeliveryRecords deliveryRecords(Registry registry) {
        return registry.deliveryRecords();
    }

    @Bean
    DeliveriesFollowed deliveriesFollowed(Registry registry) {
        return new DeliveriesFollowed(registry.following(), registry.engine()::headPosition);
    }

    @Bean
    Followers followers(Registry registry) {
        return new Followers(
                List.of(
                        registry.following(),
                        registry.followingPeriods(),
                        registry.followingChanges(),
                        registry.followingCrossRules(),
                        registry.followingCases(),
                        registry.followingRecalls()),
                registry.engine()::headPosition);
    }

    @Bean
    LogPosition logPosition(Registry registry) {
        return new LogPosition(registry.engine()::headPosition, LONGEST_WAIT);
    }

    @Bean
    PeriodsFollowed periodsFollowed(Registry registry, DataSource database) {
        return new PeriodsFollowed(
                registry.followingPeriods()::position,
                () -> FollowingProcessor.followedUpTo(SearchPeriodProjection.PROCESSOR, database)
                        .orElse(0),
                registry.engine()::headPosition,
                LONGEST_WAIT);
    }

    @Bean
    AccessLog accessLog(Registry registry) {
        return new AccessLog(registry.database(), registry.clock());
    }

    @Bean
    LateReadings lateReadings(AccessLog log, Registry registry) {
        return LateReadings.of(log, registry.database().dataSource(), registry.recalling(), registry.clock());
    }

    @Bean
    Recalls recalls(Registry registry) {
        return registry.recalls();
    }

    @Bean
    ChangesSinceRead changesSinceRead(Registry registry) {
        return registry.changesSinceRead();
    }

    @Bean
    Changes changes(Registry registry) {
        return registry.changes();
    }

    @Bean
    ChangeMarks changeMarks(DataSource database) {
        return new ChangeMarks(KeptKey.of(database, "change-mark"));
    }

    @Bean
    WebhookSecrets webhookSecrets(DataSource database) {
        return new WebhookSecrets(KeptKey.of(database, "webhook"));
    }

    @Bean
    Masks masks(DataSource database) {
        return new Masks(KeptKey.of(database, "masking"));
    }

    @Bean
    PageMarks pageMarks(DataSource database) {
        return new PageMarks(KeptKey.of(database, "page-mark"));
    }

    @Bean
    FilterRegistrationBean<RequestTimes> requestTimes(MeterRegistry meters) {
        FilterRegistrationBean<RequestTimes> filter = new FilterRegistrationBean<>(new RequestTimes(meters));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<PlainDeliveries> beforeSpring(PlainDeliveries deliveries) {
        FilterRegistrationBean<PlainDeliveries> filter = new FilterRegistrationBean<>(deliveries);
        filter.addUrlPatterns(PlainDeliveries.PATH);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReport.class.getName()));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> protectionOfTomcat(Protection protection) {
        return factory -> {
            factory.addEngineValves(new GatewayValve(protection));
            if (!protection.gateways().isEmpty()) factory.addEngineValves(forwarded(protection));
            factory.addConnectorCustomizers(connector -> {
                for (SSLHostConfig host : connector.findSslHostConfigs())
                    host.setProtocols(host.getProtocols().stream()
                            .filter(SAFE_PROTOCOLS::contains)
                            .collect(Collectors.joining("+")));
            });
        };
    }

    /** Who asks, and by which protocol and name, as gateways say it. */
    private static RemoteIpValve forwarded(Protection protection) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(
                protection.gateways().stream().map(Pattern::quote).collect(Collectors.joining("|")));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        return valve;
    }
}
