package org.basedata.registry.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.RegistryEvents;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.eventstore.EventSerializer;
import org.basedata.registry.core.eventstore.PostgresEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Which catalogues a filled registry lets in. */
class CatalogueStreamIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final String FIRST = """
            version: "1"
            sources:
              SCJG: { zh: 市场监管, en: Market regulation, kind: DEPARTMENT, level: CITY, region: 440100 }
              GA: { zh: 公安, en: Police, kind: DEPARTMENT, level: CITY, region: 440100 }
            terms:
              free: { zh: 无条件, en: Free, sharing: UNCONDITIONAL, scope: 全市政务部门, use: 核对, ways: [FILE], class: GENERAL }
            persons:
              datasets:
                household: { zh: 户籍, en: Household, ground: 依据, records: ONE, sources: { GA: [name] } }
              items:
                name: { zh: 姓名, en: Name, type: TEXT, severity: IDENTITY, authority: [GA], terms: free, update: P5D }
            legalEntities:
              datasets:
                registration: { zh: 登记, en: Registration, ground: 依据, records: ONE, sources: { SCJG: [name, capital] } }
              items:
                name: { zh: 名称, en: Name, type: TEXT, severity: IDENTITY, authority: [SCJG], terms: free, update: P5D }
                capital: { zh: 资本, en: Capital, type: AMOUNT, severity: MINOR, authority: [SCJG], terms: free, update: P5D }
            """;

    private static final String WITH_MORE = FIRST.replace("version: \"1\"", "version: \"2\"")
            .replace(
                    "terms:\n",
                    "  SW: { zh: 税务, en: Tax, kind: CENTRAL_ORGAN, level: PROVINCE, region: 440000 }\nterms:\n")
            .replace(
                    "    registration:",
                    "    shares: { zh: 股东, en: Shares, ground: 依据, records: MANY, sources: { SCJG: [name, owner] } }\n"
                            + "    registration:")
            .replace(
                    "    capital:",
                    "    owner: { zh: 股东姓名, en: Owner, type: TEXT, many: true, authority: [SCJG], terms: free, update: P5D }\n"
                            + "    capital:");

    private PostgresEventStorageEngine engine;
    private CatalogueStream stream;

    @BeforeEach
    void empty() {
        db.clear();
        ObjectMapper json = JsonMapper.builder().build();
        engine = new PostgresEventStorageEngine(
                db.dataSource(), new EventSerializer(RegistryEvents.types(), json), RegistryEvents.upcasters(json));
        stream = new CatalogueStream(engine, Clock.fixed(Instant.parse("2026-01-05T01:00:00Z"), ZoneOffset.UTC));
    }

    private void enter(String yaml) {
        stream.enter(yaml, CatalogueLoader.load(yaml));
    }

    private List<Object> events() {
        List<Object> events = new ArrayList<>();
        engine.readEvents(CatalogueEvent.STREAM_ID, 0).asStream().forEach(event -> events.add(event.getPayload()));
        return events;
    }

    private void refuses(String yaml) {
        int before = events().size();
        assertThatThrownBy(() -> enter(yaml))
                .isInstanceOf(CatalogueChanged.class)
                .hasMessageStartingWith("CATALOGUE_CHANGED");
        assertThat(events()).hasSize(before);
    }

    @Test
    void the_same_catalogue_leaves_no_trace() {
        enter(FIRST);
        List<Object> once = events();
        assertThat(once).hasSize(3);
        enter("# a comment\n" + FIRST);
        assertThat(events()).isEqualTo(once);
    }

    @Test
    void one_that_only_adds_is_let_in_and_is_in_force_from_then_on() {
        enter(FIRST);
        enter(WITH_MORE);
        List<Object> events = events();
        assertThat(events).hasSize(5);
        assertThat(events.get(3)).isInstanceOfSatisfying(CatalogueRevised.class, revised -> {
            assertThat(revised.version()).isEqualTo("2");
            assertThat(revised.yaml()).isEqualTo(WITH_MORE);
            assertThat(revised.fingerprint()).isEqualTo(CatalogueLoader.fingerprint(WITH_MORE));
            assertThat(revised.reason()).endsWith(": SW, shares, owner");
        });
        assertThat(events.get(4)).isInstanceOfSatisfying(SourceRegistered.class, registered -> assertThat(
                        registered.source().code())
                .isEqualTo("SW"));
        enter(WITH_MORE);
        assertThat(events()).isEqualTo(events);
        refuses(FIRST);
    }

    @Test
    void one_that_changes_or_takes_away_anything_is_refused() {
        enter(FIRST);
        refuses(WITH_MORE.replace("en: Police", "en: Public security"));
        refuses(WITH_MORE.replace("zh: 登记,", "zh: 注册登记,"));
        refuses(WITH_MORE
                .replace("sources: { SCJG: [name, capital] }", "sources: { SCJG: [name, capital, owner] }")
                .replace("records: ONE, sources: { SCJG", "records: MANY, sources: { SCJG"));
        refuses(WITH_MORE.replace("type: AMOUNT, severity: MINOR", "type: AMOUNT, severity: MAJOR"));
        refuses(WITH_MORE.replace("type: AMOUNT,", "type: AMOUNT, compare: amount(1%),"));
        refuses(WITH_MORE.replace("use: 核对", "use: 引用"));
        refuses(FIRST.replace("version: \"1\"", "version: \"2\"")
                .replace(", capital] }", "] }")
                .replaceAll(" +capital:.*\n", ""));
    }

    @Test
    void one_that_adds_under_a_version_that_was_used_is_refused() {
        enter(FIRST);
        refuses(WITH_MORE.replace("version: \"2\"", "version: \"1\""));
        enter(WITH_MORE);
        refuses(WITH_MORE
                .replace("version: \"2\"", "version: \"1\"")
                .replace(
                        "  SW:",
                        "  JY: { zh: 教育, en: Education, kind: DEPARTMENT, level: CITY, region: 440100 }\n  SW:"));
    }

    @Test
    void a_registry_of_the_catalogue_of_before_takes_the_one_that_comes_with_this_program() throws IOException {
        try (InputStream before = getClass().getResourceAsStream("/catalogue-2026.1.yaml")) {
            enter(new String(before.readAllBytes(), StandardCharsets.UTF_8));
        }
        enter(CatalogueLoader.standardYaml());
        assertThat(events().get(events().size() - 1))
                .isInstanceOfSatisfying(CatalogueRevised.class, revised -> assertThat(revised.reason())
                        .contains("shareholding", "shareholderId"));
    }
}
