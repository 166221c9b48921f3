package org.basedata.registry.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.Test;

/** The catalogue that comes with the registry: complete, and true to the decree that assigns the items. */
class StandardCatalogueTest {
    private final Catalogue catalogue = CatalogueLoader.standard();

    @Test
    void hasEverySourceOfTheInterfaceContract() {
        assertThat(catalogue.version()).isEqualTo("2026.2");
        assertThat(catalogue.sources())
                .extracting(Source::code)
                .containsExactlyInAnyOrder("GA", "WJ", "MZ", "RS", "JY", "CL", "GJJ", "SW", "LS", "SCJG", "SHZZ", "BB");
        assertThat(catalogue.sources())
                .allSatisfy(source -> assertThat(source.region()).isIn("440000", "440100"));
    }

    /**
     * GZ decree 165 articles 21 and 23: each group comes from the departments that the decree names. Shareholders, which it does not
     * name, come from the company registry (Company Law of 2023, articles 32 and 40).
     */
    @Test
    void hasEveryGroupOfTheDecreeFromTheDepartmentsItNames() {
        Map<String, Set<String>> persons = Map.ofEntries(
                Map.entry("household-registration", Set.of("GA")),
                Map.entry("residence-permit", Set.of("LS", "GA")),
                Map.entry("marriage-registration", Set.of("MZ")),
                Map.entry("adoption-registration", Set.of("MZ")),
                Map.entry("birth-registration", Set.of("WJ", "GA")),
                Map.entry("death-registration", Set.of("WJ", "GA")),
                Map.entry("family-planning", Set.of("WJ")),
                Map.entry("social-insurance", Set.of("RS")),
                Map.entry("minimum-living-allowance", Set.of("MZ")),
                Map.entry("education", Set.of("JY")),
                Map.entry("disability", Set.of("CL")),
                Map.entry("housing-fund", Set.of("GJJ")),
                Map.entry("personal-tax", Set.of("SW")),
                Map.entry("guardianship", Set.of("MZ")),
                Map.entry("qualification", Set.of("RS", "JY", "WJ")));
        Map<String, Set<String>> legalEntities = Map.of(
                "enterprise-registration", Set.of("SCJG"),
                "shareholding", Set.of("SCJG"),
                "tax-registration", Set.of("SW"),
                "social-organisation", Set.of("SHZZ"),
                "public-institution", Set.of("BB"),
                "state-organ", Set.of("BB"),
                "insured-unit", Set.of("RS"));
        assertThat(senders(SubjectType.PERSON)).isEqualTo(persons);
        assertThat(senders(SubjectType.LEGAL_ENTITY)).isEqualTo(legalEntities);
    }

    private Map<String, Set<String>> senders(SubjectType type) {
        return catalogue.datasets().stream()
                .filter(d -> d.subjectType() == type)
                .collect(Collectors.toMap(Dataset::code, d -> d.itemsBySource().keySet()));
    }

    @Test
    void hasEveryItemOfTheInterfaceContract() {
        assertThat(catalogue.items(SubjectType.PERSON))
                .extracting(DataItem::code)
                .contains(
                        "name",
                        "formerName",
                        "sex",
                        "ethnicity",
                        "birthDate",
                        "birthPlace",
                        "registeredAddress",
                        "registeredDivision",
                        "householdNumber",
                        "relationToHead",
                        "maritalStatus",
                        "registrationStatus",
                        "residenceAddress",
                        "residenceDivision",
                        "deathDate",
                        "lifeStatus");
        assertThat(catalogue.items(SubjectType.LEGAL_ENTITY))
                .extracting(DataItem::code)
                .contains(
                        "name",
                        "entityType",
                        "legalRepresentativeName",
                        "legalRepresentativeId",
                        "registeredCapital",
                        "establishedOn",
                        "address",
                        "division",
                        "businessScope",
                        "industry",
                        "registrationAuthority",
                        "status",
                        "approvedOn",
                        "termFrom",
                        "termTo",
                        "taxStatus");
    }

    @Test
    void recordsThatComeManyToASubject() {
        assertThat(catalogue.datasets())
                .filteredOn(Dataset::manyRecords)
                .extracting(Dataset::code)
                .containsExactlyInAnyOrder(
                        "marriage-registration",
                        "adoption-registration",
                        "education",
                        "guardianship",
                        "qualification",
                        "shareholding");
        assertThat(person("maritalStatus").many()).isFalse();
        assertThat(Stream.of("spouseName", "spouseId", "marriedOn", "divorcedOn", "school", "educationLevel", "degree")
                        .map(this::person))
                .allMatch(DataItem::many);
    }

    @Test
    void registeringAuthoritiesAreThoseThatAssignTheCreditCode() {
        assertThat(catalogue.datasets())
                .filteredOn(Dataset::registering)
                .extracting(Dataset::code)
                .containsExactlyInAnyOrder(
                        "enterprise-registration", "social-organisation", "public-institution", "state-organ");
    }

    @Test
    void everyRecordCarriesTheNameAndOnlyPublicSecurityMayLeaveItOut() {
        assertThat(catalogue.datasets()).allSatisfy(dataset -> {
            assertThat(dataset.itemsBySource())
                    .allSatisfy((source, items) -> assertThat(items).contains("name"));
            boolean publicSecuritySends = dataset.subjectType() == SubjectType.PERSON
                    && dataset.itemsBySource().containsKey("GA");
            assertThat(dataset.nameRequiredExcept()).isEqualTo(publicSecuritySends ? Set.of("GA") : Set.of());
            assertThat(dataset.vanishedLimit()).isEqualTo(0.05);
        });
    }

    @Test
    void namesAreComparedWithEverySender() {
        DataItem name = person("name");
        assertThat(name.authorityOrder()).startsWith("GA");
        assertThat(name.comparatorName()).isEqualTo("personName");
        assertThat(name.severity()).isEqualTo(Severity.IDENTITY);
        DataItem entityName = entity("name");
        assertThat(entityName.authorityOrder()).containsExactly("SCJG", "SHZZ", "BB", "SW", "RS");
        assertThat(entityName.comparatorName()).isEqualTo("orgName");
        assertThat(entityName.severity()).isEqualTo(Severity.IDENTITY);
        for (DataItem item : List.of(name, entityName)) {
            assertThat(item.corroborating()).isEqualTo(sendersOf(item));
            assertThat(new HashSet<>(item.authorityOrder())).isEqualTo(sendersOf(item));
        }
    }

    @Test
    void authoritiesThatOthersRelyOn() {
        for (String code : List.of(
                "sex",
                "ethnicity",
                "birthDate",
                "birthPlace",
                "formerName",
                "registeredAddress",
                "registeredDivision",
                "householdNumber",
                "relationToHead",
                "registrationStatus")) {
            assertThat(person(code).authorityOrder()).as(code).startsWith("GA");
            assertThat(catalogue
                            .dataset("household-registration")
                            .orElseThrow()
                            .itemsBySource()
                            .get("GA"))
                    .contains(code);
        }
        assertThat(person("maritalStatus").authorityOrder()).containsExactly("MZ", "GA");
        assertThat(person("maritalStatus").corroborating()).containsExactly("GA");
        assertThat(person("residenceAddress").authorityOrder()).containsExactly("LS", "GA");
        assertThat(person("deathDate").authorityOrder()).containsExactly("WJ", "GA");
        assertThat(person("lifeStatus").authorityOrder()).containsExactly("WJ", "GA");
        assertThat(catalogue
                        .dataset("social-insurance")
                        .orElseThrow()
                        .itemsBySource()
                        .get("RS"))
                .contains("insuranceStatus", "insuredSince", "employerName", "employerCode")
                .doesNotContain("ethnicity");
        DataItem representative = entity("legalRepresentativeName");
        assertThat(representative.authorityOrder()).startsWith("SCJG");
        assertThat(representative.corroborating()).contains("SW");
        assertThat(representative.comparatorName()).isEqualTo("personName");
        assertThat(representative.severity()).isEqualTo(Severity.MAJOR);
        assertThat(entity("address").comparatorName()).isEqualTo("address");
        assertThat(entity("registeredCapital").type()).isEqualTo(ValueType.AMOUNT);
        assertThat(entity("status").codeList()).isEqualTo("entityStatus");
    }

    /** The rules over several items look at these; a renamed one would silence its rule. */
    @Test
    void hasTheItemsThatRulesLookAt() {
        assertThat(Stream.of("sex", "birthDate", "deathDate", "insuranceStatus", "allowanceStatus", "permitStatus")
                        .map(this::person))
                .noneMatch(DataItem::many);
        assertThat(Stream.of("spouseName", "marriedOn", "divorcedOn").map(this::person))
                .allMatch(DataItem::many);
        assertThat(Stream.of("status", "taxStatus", "insuredUnitStatus").map(this::entity))
                .allMatch(item -> item.type() == ValueType.CODE);
        assertThat(Stream.of("maritalStatus", "employerCode", "fundAccountStatus")
                        .map(this::person))
                .noneMatch(DataItem::many);
        assertThat(Stream.of("spouseIdType", "spouseId", "guardianIdType", "guardianId", "guardianFrom", "guardianTo")
                        .map(this::person))
                .allMatch(DataItem::many);
        assertThat(Stream.of("legalRepresentativeIdType", "legalRepresentativeId", "deregisteredOn", "revokedOn")
                        .map(this::entity))
                .noneMatch(DataItem::many);
        assertThat(Stream.of("shareholderIdType", "shareholderId", "shareholderFrom")
                        .map(this::entity))
                .allMatch(DataItem::many);
    }

    @Test
    void everyItemIsSentAndNoSenderIsPassedOver() {
        assertThat(allItems()).allSatisfy(item -> {
            Set<String> senders = sendersOf(item);
            assertThat(senders)
                    .as(item.code())
                    .containsAll(item.authorityOrder())
                    .containsAll(item.corroborating());
            Set<String> heard = new HashSet<>(item.corroborating());
            if (item.many()) heard.addAll(item.authorityOrder());
            else heard.add(item.authorityOrder().get(0));
            assertThat(heard).as(item.code()).isEqualTo(senders);
        });
    }

    @Test
    void aSilentAuthorityAlwaysHasAFallbackWhereOthersKnow() {
        assertThat(allItems()).allSatisfy(item -> assertThat(new HashSet<>(item.authorityOrder()))
                .as(item.code())
                .isEqualTo(sendersOf(item)));
    }

    @Test
    void baseItemsAreUnconditionalAndInRealTimeAndTheOthersWithinFiveWorkingDays() {
        assertThat(allItems())
                .allSatisfy(item -> assertThat(item.terms().sharing()).isEqualTo(item.sharing()));
        assertThat(allItems())
                .filteredOn(item -> item.sharing() == SharingType.UNCONDITIONAL)
                .allSatisfy(item -> assertThat(item.updateLimit()).isEqualTo("REAL_TIME"));
        assertThat(allItems()).extracting(DataItem::updateLimit).containsOnly("REAL_TIME", "P5D");
        assertThat(Stream.of("name", "sex", "ethnicity", "birthDate", "registeredAddress", "maritalStatus", "deathDate")
                        .map(this::person))
                .allMatch(item -> item.sharing() == SharingType.UNCONDITIONAL);
        assertThat(Stream.of("name", "entityType", "legalRepresentativeName", "registeredCapital", "address", "status")
                        .map(this::entity))
                .allMatch(item -> item.sharing() == SharingType.UNCONDITIONAL);
    }

    /** GZ decree 165 article 10: conditions and grounds are stated; what is not shared rests on a law. */
    @Test
    void whatIsNotFreelySharedSaysWhy() {
        assertThat(allItems())
                .filteredOn(item -> item.sharing() != SharingType.UNCONDITIONAL)
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.terms().legalGround()).startsWith("《中华人民共和国"));
        assertThat(allItems())
                .filteredOn(item -> item.sharing() == SharingType.CONDITIONAL)
                .allSatisfy(item -> assertThat(item.terms().condition()).isNotBlank());
        assertThat(allItems())
                .filteredOn(item -> item.sharing() == SharingType.NOT_SHARED)
                .extracting(DataItem::code)
                .allMatch(code -> code.startsWith("adopt"))
                .isNotEmpty();
        assertThat(allItems()).allSatisfy(item -> assertThat(item.legalGround()).isNotBlank());
    }

    @Test
    void everythingHasAChineseAndAnEnglishName() {
        Stream<String[]> names = Stream.of(
                        catalogue.sources().stream().map(s -> new String[] {s.code(), s.nameZh(), s.nameEn()}),
                        catalogue.datasets().stream().map(d -> new String[] {d.code(), d.nameZh(), d.nameEn()}),
                        allItems().stream().map(i -> new String[] {i.code(), i.nameZh(), i.nameEn()}),
                        allItems().stream().map(DataItem::terms).map(t ->
                                new String[] {t.code(), t.nameZh(), t.nameEn()}))
                .flatMap(stream -> stream);
        assertThat(names).allSatisfy(name -> {
            assertThat(name[1]).as(name[0]).containsPattern("\\p{IsHan}");
            assertThat(name[2]).as(name[0]).matches("[\\x20-\\x7e]+");
        });
        for (SubjectType type : SubjectType.values()) {
            assertThat(catalogue.items(type)).extracting(DataItem::nameZh).doesNotHaveDuplicates();
            assertThat(catalogue.items(type)).extracting(DataItem::nameEn).doesNotHaveDuplicates();
        }
    }

    @Test
    void itsTextIsItsStoredForm() {
        String text = CatalogueLoader.standardYaml();
        Catalogue again = CatalogueLoader.load(text);
        assertThat(again.datasets()).containsExactlyElementsOf(catalogue.datasets());
        assertThat(again.sources()).containsExactlyElementsOf(catalogue.sources());
        assertThat(CatalogueLoader.fingerprint(text))
                .isEqualTo(CatalogueLoader.fingerprint(text.replace("\n", "\r\n")));
    }

    private Collection<DataItem> allItems() {
        return Stream.of(SubjectType.values())
                .flatMap(type -> catalogue.items(type).stream())
                .toList();
    }

    private Set<String> sendersOf(DataItem item) {
        return catalogue.datasets().stream()
                .filter(dataset -> dataset.subjectType() == item.subjectType())
                .flatMap(dataset -> dataset.itemsBySource().entrySet().stream())
                .filter(sent -> sent.getValue().contains(item.code()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private DataItem person(String code) {
        return catalogue.item(SubjectType.PERSON, code).orElseThrow(() -> new AssertionError(code));
    }

    private DataItem entity(String code) {
        return catalogue.item(SubjectType.LEGAL_ENTITY, code).orElseThrow(() -> new AssertionError(code));
    }
}
