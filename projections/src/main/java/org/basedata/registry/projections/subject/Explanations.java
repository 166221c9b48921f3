package org.basedata.registry.projections.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Belonging;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.Provenance;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.Statement;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.subject.ActKind;
import org.basedata.registry.core.subject.ActRevoked;
import org.basedata.registry.core.subject.EntitiesSucceeded;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.core.survivorship.Survivorship;
import org.basedata.registry.projections.subject.Explanation.Party;
import org.basedata.registry.projections.subject.Explanation.Role;

/**
 * Why an item has its value: which statement won, which lost, and by which rule. Value and basis are what the events assigned;
 * the parts of the statements are worked out by the rule itself, from the record versions in the subject's own stream.
 */
public final class Explanations {
    /** The authority speaks. */
    static final String AUTHORITY = "AUTHORITY_SPEAKS";
    /** The authority is silent on that day, and the next source in its order stands in. */
    static final String FALLBACK = "AUTHORITY_SILENT";
    /** Two statements of one source: the one that began later. */
    static final String LATER_START = "LATER_VALID_FROM";
    /** Two statements of one source that began on one day: the first by dataset and record id, so that order plays no part. */
    static final String FIRST_RECORD = "FIRST_RECORD_ID";
    /** The item is a list; its entries stand beside each other. */
    static final String LIST = "EVERY_RECORD_STANDS";
    /** People decided; their word stands before all statements until the authority says something else than it said then. */
    static final String DECIDED = "DECISION_STANDS";
    /** Nobody who may give the item its value says anything for that day. */
    static final String NO_VALUE = "NOBODY_SPEAKS";

    private final SubjectStreams streams;
    private final Catalogue catalogue;
    private final Survivorship survivorship;

    public Explanations(SubjectStreams streams, Catalogue catalogue) {
        this.streams = streams;
        this.catalogue = catalogue;
        this.survivorship = new Survivorship(catalogue);
    }

    /** Empty when the subject is absent at that time of knowledge, or the catalogue has no such item. */
    public Optional<Explanation> of(SubjectType type, SubjectId ref, String item, AsOf asOf) {
        DataItem definition = catalogue.item(type, item).orElse(null);
        if (definition == null) return Optional.empty();
        List<RecordedEvent> stream = streams.read(List.of(ref), asOf.knownAt()).getOrDefault(ref, List.of());
        SubjectState state = MasterRecords.fold(ref, stream, asOf.knownAt());
        if (!state.master().present()) return Optional.empty();
        if (state.identifier() != null && state.identifier().type().subjectType() != type) return Optional.empty();
        Collection<RecordHistory> records = counted(ref, stream);
        List<Segment> valid = state.master().items().byItem().getOrDefault(item, List.of()).stream()
                .filter(segment -> segment.covers(asOf.validAt()))
                .toList();
        String version = catalogueOf(stream, item);
        List<Explanation.Decision> decisions = decisions(ref, state, stream, records);
        if (definition.many()) return Optional.of(list(definition, asOf, version, valid, records, decisions));
        long day = asOf.validAt().toEpochDay();
        Survivorship.Verdict verdict = survivorship.verdict(
                type,
                item,
                day,
                Appraiser.trust(state.identifier(), state.links().isShared()),
                records,
                state.master().decisions());
        List<Explanation.Decision> all = new ArrayList<>(decisions);
        state.master().decisions().stream()
                .filter(decision -> restsOn(decision, verdict))
                .map(Explanations::decided)
                .forEach(all::add);
        return Optional.of(explained(definition, asOf, version, state, valid, verdict, all));
    }

    /** Whether a decision gave the value, or let a record count without which it might be another one. */
    private static boolean restsOn(Decision decision, Survivorship.Verdict verdict) {
        if (verdict != null && decision.equals(verdict.decision())) return true;
        if (decision.kind() != ConflictKind.HOLD || verdict == null) return false;
        RecordKey accepted = decision.grounds().get(0).record();
        return Stream.of(Stream.ofNullable(verdict.standing()), verdict.agreeing().stream(), verdict.rivals().stream())
                .flatMap(statements -> statements)
                .anyMatch(statement -> statement.record().equals(accepted));
    }

    private static Explanation.Decision decided(Decision decision) {
        Act act = decision.act();
        return new Explanation.Decision(act.id(), null, act.by(), act.person(), act.reason(), decision.at());
    }

    /** The acts that make records this subject's which name others, or keep them from it because its number is shared. */
    private static List<Explanation.Decision> decisions(
            SubjectId ref, SubjectState state, List<RecordedEvent> stream, Collection<RecordHistory> records) {
        boolean ofOthers = state.links().isShared();
        for (RecordHistory record : records)
            for (RecordVersion version : record.versions())
                ofOthers |= version.subject() != null && !version.subject().equals(ref);
        if (!ofOthers) return List.of();
        Map<UUID, Explanation.Decision> acts = new LinkedHashMap<>();
        for (RecordedEvent recorded : stream) {
            if (!(recorded.event() instanceof IdentityEvent event) || event instanceof EntitiesSucceeded) continue;
            Act act = event.act();
            if (event instanceof ActRevoked revocation) acts.remove(revocation.revoked());
            else
                acts.put(
                        act.id(),
                        new Explanation.Decision(
                                act.id(),
                                ActKind.of(event),
                                act.by(),
                                act.person(),
                                act.reason(),
                                recorded.recordedAt()));
        }
        return List.copyOf(acts.values());
    }

    /** The versions that count for the subject, by record, as its own stream tells them. */
    private static Collection<RecordHistory> counted(SubjectId ref, List<RecordedEvent> stream) {
        Belonging own = WorkingSet.ofStream(ref).belonging();
        Map<RecordKey, RecordHistory> records = new TreeMap<>();
        for (RecordedEvent recorded : stream) {
            if (recorded.event() instanceof RecordEvent event && event.elsewhere() == null) {
                RecordKey key = event.record();
                RecordHistory before = records.getOrDefault(key, RecordHistory.empty(key, own));
                records.put(key, before.with(event.version()));
            } else if (recorded.event() instanceof RecordMoved event) {
                records.put(event.record(), RecordHistory.of(event.record(), event.counted(), own));
            }
        }
        return records.values();
    }

    /** Version of the catalogue by which the item got the timeline that it has. */
    private String catalogueOf(List<RecordedEvent> stream, String item) {
        String version = catalogue.version();
        for (RecordedEvent recorded : stream) {
            Outcome outcome = SubjectEvent.outcome(recorded.event());
            if (outcome != null && outcome.items().byItem().containsKey(item)) version = outcome.catalogue();
        }
        return version;
    }

    private Explanation explained(
            DataItem item,
            AsOf asOf,
            String version,
            SubjectState state,
            List<Segment> valid,
            Survivorship.Verdict verdict,
            List<Explanation.Decision> decisions) {
        Segment segment = valid.isEmpty() ? null : valid.get(0);
        Statement standing = verdict == null ? null : verdict.standing();
        List<Party> losers = new ArrayList<>();
        if (verdict != null) {
            verdict.rivals().forEach(s -> losers.add(party(s, Role.RIVAL)));
            verdict.settled().forEach(s -> losers.add(party(s, Role.SETTLED)));
            verdict.agreeing().forEach(s -> losers.add(party(s, Role.AGREES)));
            List<Statement> all = new ArrayList<>(verdict.agreeing());
            all.addAll(verdict.rivals());
            all.addAll(verdict.settled());
            all.addAll(verdict.unheard());
            if (standing != null) all.add(standing);
            for (Statement s : verdict.unheard()) {
                boolean held = state.master().isHeld(s.record());
                losers.add(party(s, held ? Role.HELD : succeeded(s, all) ? Role.SUCCEEDED : Role.NOT_COMPARED));
            }
        }
        Party winner = segment == null || standing == null ? null : party(standing, Role.WINNER);
        Basis basis = segment == null ? null : segment.basis();
        String value = segment == null ? null : segment.value();
        String rule = segment == null ? NO_VALUE : rule(item, basis, standing, verdict);
        Sentences text = new Sentences(catalogue, item, asOf);
        return new Explanation(
                item.code(),
                asOf.validAt(),
                asOf.knownAt(),
                value,
                segment == null ? null : segment.status(),
                basis,
                rule,
                version,
                winner,
                losers,
                decisions,
                text.zh(rule, winner, losers, decisions, version),
                text.en(rule, winner, losers, decisions, version));
    }

    /** The last rule that was needed to single the winner out. */
    private static String rule(DataItem item, Basis basis, Statement standing, Survivorship.Verdict verdict) {
        if (basis == Basis.DECISION) return DECIDED;
        if (standing != null) {
            List<Statement> peers = new ArrayList<>(verdict.agreeing());
            peers.addAll(verdict.rivals());
            peers.removeIf(s -> !s.record().source().equals(standing.record().source()));
            if (peers.stream().anyMatch(s -> s.from() == standing.from())) return FIRST_RECORD;
            if (!peers.isEmpty()) return LATER_START;
        }
        return basis == Basis.FALLBACK ? FALLBACK : AUTHORITY;
    }

    /** True when a statement of the same source and dataset, of which it has many, began later. */
    private boolean succeeded(Statement statement, List<Statement> all) {
        Dataset dataset = catalogue.dataset(statement.record().dataset()).orElse(null);
        return dataset != null
                && dataset.manyRecords()
                && all.stream()
                        .anyMatch(other -> other.from() > statement.from()
                                && other.record()
                                        .dataset()
                                        .equals(statement.record().dataset())
                                && other.record()
                                        .source()
                                        .equals(statement.record().source()));
    }

    private static Party party(Statement statement, Role role) {
        RecordKey key = statement.record();
        Provenance provenance = statement.version().provenance();
        return new Party(
                statement.value(),
                key.source(),
                key.dataset(),
                key.recordId(),
                statement.version().version(),
                Days.date(statement.from()),
                Days.date(statement.to()),
                provenance.recordedAt(),
                provenance.handlingUnit(),
                provenance.handlingPerson(),
                role);
    }

    /** All entries are winners, each for itself; none is above the others, so there is no single one. */
    private Explanation list(
            DataItem item,
            AsOf asOf,
            String version,
            List<Segment> valid,
            Collection<RecordHistory> records,
            List<Explanation.Decision> decisions) {
        List<Party> entries = new ArrayList<>();
        for (RecordHistory record : records) {
            Map<String, List<Statement>> said = new TreeMap<>();
            RecordTimeline.fold(record.key(), record.counted()).statements(said, null);
            for (Statement s : said.getOrDefault(item.code(), List.of())) {
                if (!s.holdsOn(asOf.validAt().toEpochDay())) continue;
                boolean stands = valid.stream()
                        .anyMatch(segment -> segment.origin().record().equals(record.key()));
                entries.add(party(s, stands ? Role.WINNER : Role.HELD));
            }
        }
        String rule = valid.isEmpty() ? NO_VALUE : LIST;
        Sentences text = new Sentences(catalogue, item, asOf);
        return new Explanation(
                item.code(),
                asOf.validAt(),
                asOf.knownAt(),
                null,
                null,
                null,
                rule,
                version,
                null,
                entries,
                decisions,
                text.zh(rule, null, entries, decisions, version),
                text.en(rule, null, entries, decisions, version));
    }

    /** The explanation as people read it. */
    private record Sentences(Catalogue catalogue, DataItem item, AsOf asOf) {
        String zh(String rule, Party winner, List<Party> others, List<Explanation.Decision> decisions, String version) {
            StringBuilder text = new StringBuilder();
            String when = asOf.validAt() + (asOf.knownAt() == null ? "" : "(按 " + asOf.knownAt() + " 时已知的情况)");
            if (winner != null) {
                text.append(when)
                        .append("的")
                        .append(item.nameZh())
                        .append("取")
                        .append(zhSource(winner))
                        .append("的「");
                text.append(winner.value()).append("」:").append(zhRule(rule)).append('。');
            } else if (rule.equals(LIST)) {
                text.append(when).append("的").append(item.nameZh()).append("逐条列出,各记录并列,不作比对。");
            } else {
                text.append(when).append("的").append(item.nameZh()).append("没有取值:没有可以取值的数源部门对该日作出陈述。");
            }
            for (Party other : others) {
                if (other.role() == Role.WINNER) {
                    text.append(zhSource(other))
                            .append("报送「")
                            .append(other.value())
                            .append("」。");
                    continue;
                }
                text.append(zhSource(other))
                        .append("报送的「")
                        .append(other.value())
                        .append("」");
                text.append(zhRole(other)).append('。');
            }
            for (Explanation.Decision decision : decisions)
                text.append(
                                decision.kind() == null
                                        ? "依据裁定("
                                        : "记录的归属依据" + decision.kind().zh() + "处置(")
                        .append(decision.by())
                        .append(' ')
                        .append(decision.handlingPerson())
                        .append(":")
                        .append(decision.reason())
                        .append(")。");
            return text.append("依据目录版本 ").append(version).append('。').toString();
        }

        private String zhSource(Party party) {
            if (Decision.DATASET.equals(party.dataset()))
                return "裁定(" + zhPeriod(party.validFrom(), party.validTo()) + ")";
            String name = catalogue.source(party.source()).map(Source::nameZh).orElse(party.source());
            return name + "(" + party.source() + ",记录 " + party.recordId() + " 第 " + party.version() + " 版,"
                    + zhPeriod(party.validFrom(), party.validTo()) + ")";
        }

        private static String zhPeriod(LocalDate from, LocalDate to) {
            return (from == null ? "自始" : "自 " + from) + (to == null ? "" : "至 " + to + " 前");
        }

        private String zhRule(String rule) {
            return switch (rule) {
                case AUTHORITY -> "该部门是此数据项的权威数源,其陈述优先";
                case FALLBACK -> "权威数源" + silentZh() + "当日没有陈述,由取值顺序中的下一个部门暂代";
                case DECIDED -> "核查人员的裁定优先于各部门的陈述,直至权威数源改变其当时的陈述";
                case LATER_START -> "同一部门有几条陈述,取生效日期较晚的一条";
                default -> "同一部门有几条同日生效的陈述,按信息组和记录号取第一条";
            };
        }

        private static String zhRole(Party party) {
            return switch (party.role()) {
                case AGREES -> "与之一致,予以佐证";
                case RIVAL -> "与之不一致,该数据项存疑,待核查";
                case SETTLED -> "与之不一致,已由裁定了结";
                case HELD -> "来自因身份存疑而挂起的记录,不参与取值";
                case SUCCEEDED -> "已由同一信息组中较晚生效的记录接续";
                default -> "不在此数据项的取值和比对范围内";
            };
        }

        private String silentZh() {
            String code = item.authorityOrder().get(0);
            return catalogue.source(code).map(Source::nameZh).orElse(code) + "(" + code + ")";
        }

        String en(String rule, Party winner, List<Party> others, List<Explanation.Decision> decisions, String version) {
            StringBuilder text = new StringBuilder();
            String when =
                    "on " + asOf.validAt() + (asOf.knownAt() == null ? "" : ", as known at " + asOf.knownAt() + ",");
            if (winner != null) {
                text.append(item.nameEn())
                        .append(' ')
                        .append(when)
                        .append(" is \"")
                        .append(winner.value());
                text.append("\", as ")
                        .append(enSource(winner))
                        .append(" says: ")
                        .append(enRule(rule))
                        .append('.');
            } else if (rule.equals(LIST)) {
                text.append(item.nameEn()).append(' ').append(when);
                text.append(" is a list: every record stands by itself and nothing is compared.");
            } else {
                text.append(item.nameEn()).append(' ').append(when);
                text.append(" has no value: no source that may give it one says anything for that day.");
            }
            for (Party other : others) {
                text.append(' ')
                        .append(enSource(other))
                        .append(" says \"")
                        .append(other.value())
                        .append('"');
                if (other.role() != Role.WINNER) text.append(", which ").append(enRole(other));
                text.append('.');
            }
            for (Explanation.Decision decision : decisions)
                text.append(
                                decision.kind() == null
                                        ? " It rests on a decision ("
                                        : " Whose the records are was settled by a "
                                                + decision.kind().en() + " (")
                        .append(decision.by())
                        .append(' ')
                        .append(decision.handlingPerson())
                        .append(": ")
                        .append(decision.reason())
                        .append(").");
            return text.append(" By catalogue version ")
                    .append(version)
                    .append('.')
                    .toString();
        }

        private String enSource(Party party) {
            if (Decision.DATASET.equals(party.dataset()))
                return "a decision (" + enPeriod(party.validFrom(), party.validTo()) + ")";
            String name = catalogue.source(party.source()).map(Source::nameEn).orElse(party.source());
            return name + " (" + party.source() + ", record " + party.recordId() + " version " + party.version() + ", "
                    + enPeriod(party.validFrom(), party.validTo()) + ")";
        }

        private static String enPeriod(LocalDate from, LocalDate to) {
            return (from == null ? "since ever" : "from " + from) + (to == null ? "" : " until " + to);
        }

        private String enRule(String rule) {
            return switch (rule) {
                case AUTHORITY -> "it is the authority for this item and goes before all others";
                case FALLBACK ->
                    "the authority, " + item.authorityOrder().get(0)
                            + ", says nothing for that day, and the next source in its order stands in";
                case DECIDED ->
                    "what people decided goes before all statements, until the authority says something else than it said then";
                case LATER_START -> "of several statements of one source the one that began later counts";
                default ->
                    "of several statements of one source that began on the same day the first by dataset and record"
                            + " id counts";
            };
        }

        private static String enRole(Party party) {
            return switch (party.role()) {
                case AGREES -> "agrees and corroborates it";
                case RIVAL -> "contradicts it: the item is disputed until that is settled";
                case SETTLED -> "differs, which the decision has settled";
                case HELD -> "is in a record that is held for doubt about identity";
                case SUCCEEDED -> "was succeeded by a later record of the same dataset";
                default -> "the catalogue neither takes nor compares for this item";
            };
        }
    }
}
