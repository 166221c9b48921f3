package org.basedata.registry.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.Test;

/** Every way in which a catalogue file can be wrong. Lines on which a fault is expected end in {@code #!}. */
class CatalogueFaultsTest {
    private static final String SOUND = """
            version: "1"
            sources:
              GA:
                zh: 公安
                en: Public security
                kind: DEPARTMENT
                level: CITY
                region: 440100
              MZ:
                zh: 民政
                en: Civil affairs
                kind: DEPARTMENT
                level: CITY
                region: 440100
              SW:
                zh: 税务
                en: Tax
                kind: CENTRAL_ORGAN
                level: PROVINCE
                region: 440000
            terms:
              base:
                zh: 基础
                en: Base
                sharing: UNCONDITIONAL
                scope: 全市
                use: 履职
                ways: [INTERFACE, BATCH]
                class: GENERAL
              asked:
                zh: 有条件
                en: On request
                sharing: CONDITIONAL
                ground: 某法第一条
                condition: 经同意
                scope: 有关部门
                use: 申请所载
                ways: [INTERFACE]
                class: PERSONAL
              closed:
                zh: 不予共享
                en: Closed
                sharing: NOT_SHARED
                ground: 某法第二条
                scope: 本部门
                class: SENSITIVE_PERSONAL
            persons:
              datasets:
                household:
                  zh: 户籍
                  en: Household
                  ground: 第二十一条
                  records: ONE
                  nameRequiredExcept: [GA]
                  vanishedLimit: 2.5%
                  sources:
                    GA: [name, sex, maritalStatus]
                marriage:
                  zh: 婚姻
                  en: Marriage
                  ground: 第二十一条
                  records: MANY
                  sources:
                    MZ: [name, maritalStatus, spouseName]
              items:
                name:
                  zh: 姓名
                  en: Name
                  type: TEXT
                  authority: [GA, MZ]
                  corroborating: [MZ]
                  compare: personName
                  severity: IDENTITY
                  terms: base
                  update: REAL_TIME
                sex:
                  zh: 性别
                  en: Sex
                  type: CODE
                  codeList: sex
                  authority: [GA]
                  severity: MAJOR
                  terms: base
                  update: REAL_TIME
                maritalStatus:
                  zh: 婚姻状况
                  en: Marital status
                  type: CODE
                  codeList: maritalStatus
                  authority: [MZ, GA]
                  corroborating: [GA]
                  severity: MAJOR
                  terms: asked
                  update: P5D
                spouseName:
                  zh: 配偶
                  en: Spouse
                  type: TEXT
                  many: true
                  authority: [MZ]
                  terms: closed
                  update: P5D
            legalEntities:
              datasets:
                tax:
                  zh: 税务
                  en: Tax
                  ground: 第二十三条
                  records: ONE
                  registering: false
                  sources:
                    SW: [name, capital]
              items:
                name:
                  zh: 名称
                  en: Name
                  type: TEXT
                  authority: [SW]
                  compare: orgName
                  severity: IDENTITY
                  terms: base
                  update: REAL_TIME
                capital:
                  zh: 资本
                  en: Capital
                  type: AMOUNT
                  authority: [SW]
                  compare: amount(5%)
                  severity: MINOR
                  terms: base
                  update: P3M
            """;

    private static final Set<String> CODE_LISTS = Set.of("sex", "maritalStatus");

    /** An edit of the sound file: the text named, once in it, is replaced. */
    private static String edited(String... edits) {
        String yaml = SOUND;
        for (int i = 0; i < edits.length; i += 2) {
            int at = yaml.indexOf(edits[i]);
            assertThat(at).as("in the sound file: %s", edits[i]).isNotNegative();
            assertThat(yaml.indexOf(edits[i], at + 1))
                    .as("once only: %s", edits[i])
                    .isNegative();
            yaml = yaml.replace(edits[i], edits[i + 1]);
        }
        return yaml;
    }

    private static List<CatalogueFault> faultsOf(String yaml) {
        CatalogueRefused refused =
                catchThrowableOfType(CatalogueRefused.class, () -> CatalogueLoader.load(yaml, CODE_LISTS));
        assertThat(refused).as("refusal of the file").isNotNull();
        return refused.faults();
    }

    /** One fault, on the marked line, at this path, with these words in both languages. */
    private static void oneFault(String yaml, String path, String zh, String en) {
        List<CatalogueFault> faults = faultsOf(yaml);
        assertThat(faults).hasSize(1);
        CatalogueFault fault = faults.get(0);
        assertThat(markedLines(yaml)).as("lines marked").containsExactly(fault.line());
        assertThat(fault.path()).isEqualTo(path);
        assertThat(fault.message()).contains(zh);
        assertThat(fault.messageEn()).contains(en);
    }

    private static List<Integer> markedLines(String yaml) {
        String[] lines = yaml.split("\n", -1);
        return IntStream.range(0, lines.length)
                .filter(i -> lines[i].endsWith("#!"))
                .mapToObj(i -> i + 1)
                .toList();
    }

    @Test
    void soundFileIsTakenAsWritten() {
        Catalogue catalogue = CatalogueLoader.load(SOUND, CODE_LISTS);
        assertThat(catalogue.version()).isEqualTo("1");
        assertThat(catalogue.source("SW"))
                .contains(new Source("SW", "税务", "Tax", "CENTRAL_ORGAN", "PROVINCE", "440000"));
        assertThat(catalogue.sources()).extracting(Source::code).containsExactly("GA", "MZ", "SW");
        Dataset household = catalogue.dataset("household").orElseThrow();
        assertThat(household.vanishedLimit()).isEqualTo(0.025);
        assertThat(household.nameRequiredExcept()).containsExactly("GA");
        assertThat(household.itemsBySource())
                .isEqualTo(Map.of("GA", new LinkedHashSet<>(List.of("name", "sex", "maritalStatus"))));
        assertThat(household.manyRecords()).isFalse();
        assertThat(household.subjectType()).isEqualTo(SubjectType.PERSON);
        assertThat(household.legalGround()).isEqualTo("第二十一条");
        Dataset marriage = catalogue.dataset("marriage").orElseThrow();
        assertThat(marriage.manyRecords()).isTrue();
        assertThat(marriage.vanishedLimit()).as("by default 5%%").isEqualTo(0.05);
        assertThat(catalogue.dataset("tax").orElseThrow().subjectType()).isEqualTo(SubjectType.LEGAL_ENTITY);

        DataItem marital = catalogue.item(SubjectType.PERSON, "maritalStatus").orElseThrow();
        assertThat(marital.type()).isEqualTo(ValueType.CODE);
        assertThat(marital.codeList()).isEqualTo("maritalStatus");
        assertThat(marital.authorityOrder()).containsExactly("MZ", "GA");
        assertThat(marital.corroborating()).containsExactly("GA");
        assertThat(marital.comparatorName())
                .as("by default what the type suggests")
                .isEqualTo("code");
        assertThat(marital.severity()).isEqualTo(Severity.MAJOR);
        assertThat(marital.sharing()).isEqualTo(SharingType.CONDITIONAL);
        assertThat(marital.updateLimit()).isEqualTo("P5D");
        assertThat(marital.legalGround()).as("that of the authority's dataset").isEqualTo("第二十一条");
        assertThat(marital.terms())
                .isEqualTo(new SharingTerms(
                        "asked",
                        "有条件",
                        "On request",
                        SharingType.CONDITIONAL,
                        "某法第一条",
                        "经同意",
                        "有关部门",
                        "申请所载",
                        Set.of(ProvisionWay.INTERFACE),
                        Classification.PERSONAL));
        DataItem spouse = catalogue.item(SubjectType.PERSON, "spouseName").orElseThrow();
        assertThat(spouse.many()).isTrue();
        assertThat(spouse.corroborating()).isEmpty();
        assertThat(spouse.codeList()).isNull();
        DataItem capital = catalogue.item(SubjectType.LEGAL_ENTITY, "capital").orElseThrow();
        assertThat(capital.comparatorName()).isEqualTo("amount(5%)");
        assertThat(capital.comparator().same("100", "104"))
                .as("the comparison is configured")
                .isTrue();
        assertThat(capital.comparator().same("100", "120")).isFalse();
    }

    @Test
    void emptyFile() {
        for (String empty : List.of("", "\n\n", "# nothing but a comment\n"))
            assertThat(faultsOf(empty)).singleElement().satisfies(fault -> {
                assertThat(fault.line()).isEqualTo(1);
                assertThat(fault.message()).contains("文件为空");
                assertThat(fault.messageEn()).contains("the file is empty");
            });
    }

    @Test
    void fileThatIsNotACatalogue() {
        assertThat(faultsOf("just words")).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(1);
            assertThat(fault.messageEn()).contains("keys with values are wanted");
        });
    }

    @Test
    void syntaxErrorIsOneFaultOnItsLine() {
        String yaml = edited("    GA: [name, sex, maritalStatus]", "    GA: [name, sex, maritalStatus");
        int line = lineOf(yaml, "marriage:");
        assertThat(faultsOf(yaml)).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.message()).contains("不是有效的 YAML");
            assertThat(fault.messageEn()).contains("not valid YAML");
        });
    }

    @Test
    void tabForIndentation() {
        String yaml = edited("    region: 440000", "\tregion: 440000");
        assertThat(faultsOf(yaml)).singleElement().satisfies(fault -> assertThat(fault.line())
                .isEqualTo(lineOf(yaml, "region: 440000")));
    }

    @Test
    void charactersThatCannotBeSeen() {
        String yaml = edited("zh: 公安", "zh: 公\u0001安", "zh: 资本", "zh: 𠮷资\u0002本");
        assertThat(faultsOf(yaml))
                .extracting(CatalogueFault::line)
                .containsExactly(lineOf(yaml, "zh: 公"), lineOf(yaml, "zh: 𠮷资"));
        assertThat(faultsOf(yaml).get(1).messageEn()).contains("U+0002");
        assertThat(faultsOf(yaml).get(1).message()).contains("U+0002");
    }

    @Test
    void secondDocumentInTheFile() {
        String yaml = SOUND + "---\nversion: 2\n";
        assertThat(faultsOf(yaml)).singleElement().satisfies(fault -> assertThat(fault.line())
                .isEqualTo(lineOf(yaml, "---")));
    }

    @Test
    void aliasIsRefusedSinceItsFaultsHadNoLine() {
        oneFault(
                edited(
                        "ways: [INTERFACE, BATCH]",
                        "ways: &all [INTERFACE, BATCH]",
                        "ways: [INTERFACE]\n",
                        "ways: *all #!\n"),
                "",
                "别名 *all",
                "alias *all");
    }

    @Test
    void repeatedKey() {
        oneFault(
                edited("    zh: 公安\n", "    zh: 公安\n    zh: 公安局 #!\n"), "sources.GA.zh", "第 4 行已有", "stands on line 4");
    }

    @Test
    void repeatedItem() {
        oneFault(
                edited("    spouseName:\n", "    sex: #!\n      zh: 又一个\n    spouseName:\n"),
                "persons.items.sex",
                "重复",
                "repeated");
    }

    @Test
    void unknownKeyIsAnsweredWithTheKnownOnes() {
        oneFault(
                edited("      codeList: sex\n", "      codeList: sex\n      colour: red #!\n"),
                "persons.items.sex.colour",
                "未知的键“colour”",
                "unknown key \"colour\"; known: zh, en, type, codeList");
    }

    @Test
    void unknownSectionOfTheFile() {
        oneFault(SOUND + "vehicles: {} #!\n", "vehicles", "未知的键", "unknown key \"vehicles\"");
    }

    @Test
    void missingSectionIsToldOnceAndNotForEveryUse() {
        String yaml = SOUND.substring(0, SOUND.indexOf("sources:"))
                + SOUND.substring(SOUND.indexOf("terms:")).replace("records: MANY", "records: SEVERAL #!");
        assertThat(faultsOf(yaml))
                .extracting(CatalogueFault::line, CatalogueFault::messageEn)
                .satisfiesExactly(
                        first -> assertThat(first.toList()).containsExactly(1, "sources is missing"),
                        second -> assertThat(second.toList().get(0))
                                .isEqualTo(markedLines(yaml).get(0)));
    }

    @Test
    void missingVersion() {
        assertThat(faultsOf(edited("version: \"1\"\n", "")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.messageEn()).isEqualTo("version is missing"));
    }

    @Test
    void unknownSourceInDataset() {
        oneFault(
                edited("        SW: [name, capital]", "        SW: [name, capital]\n        XX: [name] #!"),
                "legalEntities.datasets.tax.sources.XX",
                "未知的数源部门“XX”",
                "unknown source \"XX\"; known: GA, MZ, SW");
    }

    @Test
    void unknownSourceAsAuthority() {
        oneFault(
                edited("authority: [MZ, GA]", "authority: [MZ, GA, XX] #!"),
                "persons.items.maritalStatus.authority[2]",
                "未知的数源部门“XX”",
                "unknown source \"XX\"");
    }

    @Test
    void unknownSourceAmongTheCorroborating() {
        oneFault(
                edited("corroborating: [GA]", "corroborating: [GA, XX] #!"),
                "persons.items.maritalStatus.corroborating[1]",
                "未知的数源部门“XX”",
                "unknown source \"XX\"");
    }

    @Test
    void unknownItemInDatasetIsOnTheLineOfTheItem() {
        oneFault(
                edited(
                        "GA: [name, sex, maritalStatus]",
                        "GA: [name, sex,\n               height, #!\n               maritalStatus]"),
                "persons.datasets.household.sources.GA[2]",
                "未知的数据项“height”",
                "unknown item \"height\"; known: name, sex, maritalStatus, spouseName");
    }

    @Test
    void unknownTerms() {
        oneFault(
                edited("terms: asked", "terms: secret #!"),
                "persons.items.maritalStatus.terms",
                "未知的共享条款“secret”",
                "unknown terms \"secret\"; known: base, asked, closed");
    }

    @Test
    void unknownCodeList() {
        oneFault(
                edited("codeList: sex", "codeList: gender #!"),
                "persons.items.sex.codeList",
                "未知的代码表“gender”",
                "unknown code list \"gender\"; known: maritalStatus, sex");
    }

    @Test
    void codeWithoutCodeList() {
        oneFault(
                edited("    sex:\n", "    sex: #!\n", "      codeList: sex\n", ""),
                "persons.items.sex",
                "缺少代码表",
                "codeList is missing");
    }

    @Test
    void codeListOfSomethingElseThanACode() {
        oneFault(
                edited("      many: true\n", "      many: true\n      codeList: sex #!\n"),
                "persons.items.spouseName.codeList",
                "只有 CODE 类型才有",
                "only CODE has");
    }

    @Test
    void unknownComparison() {
        oneFault(
                edited("compare: personName", "compare: soundex #!"),
                "persons.items.name.compare",
                "没有比较方法“soundex”",
                "no such comparison: \"soundex\"; allowed: exact, personName");
    }

    @Test
    void comparisonThatDoesNotSuitTheType() {
        oneFault(
                edited("compare: amount(5%)", "compare: address #!"),
                "legalEntities.items.capital.compare",
                "不适用于类型 AMOUNT",
                "does not suit the type AMOUNT; allowed: amount, exact");
    }

    @Test
    void authorityThatDoesNotProvideTheItem() {
        oneFault(
                edited("      authority: [GA]\n", "      authority: [GA, SW] #!\n"),
                "persons.items.sex.authority[1]",
                "权威数源“SW”不提供“sex”",
                "the authority \"SW\" does not provide \"sex\": no dataset has it from that source; it comes from: GA");
    }

    @Test
    void corroboratingSourceThatDoesNotSendTheItem() {
        oneFault(
                edited("corroborating: [GA]", "corroborating: [GA, SW] #!"),
                "persons.items.maritalStatus.corroborating[1]",
                "佐证数源“SW”不提供“maritalStatus”",
                "the corroborating source \"SW\" does not provide \"maritalStatus\"");
    }

    @Test
    void senderWhoseValueWouldBePassedOverInSilence() {
        oneFault(
                edited("    maritalStatus:\n", "    maritalStatus: #!\n", "      corroborating: [GA]\n", ""),
                "persons.items.maritalStatus",
                "“GA”可以提供“maritalStatus”，但不在 corroborating 之列",
                "\"GA\" may send \"maritalStatus\" but does not stand in corroborating");
    }

    @Test
    void senderOfAListItemThatIsNoAuthority() {
        oneFault(
                edited(
                        "GA: [name, sex, maritalStatus]",
                        "GA: [name, sex, maritalStatus, spouseName]",
                        "      ground: 第二十一条\n      records: ONE",
                        "      ground: 第二十一条\n      records: MANY",
                        "    spouseName:\n",
                        "    spouseName: #!\n"),
                "persons.items.spouseName",
                "不在 authority 之列",
                "\"GA\" may send \"spouseName\" but does not stand in authority");
    }

    @Test
    void itemWithoutAuthority() {
        oneFault(
                edited("    sex:\n", "    sex: #!\n", "      authority: [GA]\n", ""),
                "persons.items.sex",
                "没有权威数源",
                "has no authority");
        oneFault(
                edited("authority: [GA]\n", "authority: [] #!\n"),
                "persons.items.sex.authority",
                "没有权威数源",
                "has no authority");
    }

    @Test
    void sourceListedTwice() {
        oneFault(
                edited("authority: [MZ, GA]", "authority: [MZ, GA, MZ] #!"),
                "persons.items.maritalStatus.authority[2]",
                "重复",
                "\"MZ\" is repeated");
    }

    @Test
    void itemListedTwiceInDataset() {
        oneFault(
                edited("SW: [name, capital]", "SW: [name, capital, name] #!"),
                "legalEntities.datasets.tax.sources.SW[2]",
                "重复",
                "\"name\" is repeated");
    }

    @Test
    void wrongWordsAreAnsweredWithTheAllowedOnes() {
        Map<String[], String> wrong = new LinkedHashMap<>();
        wrong.put(
                new String[] {"kind: CENTRAL_ORGAN", "kind: CLUB"}, "DEPARTMENT, CENTRAL_ORGAN, PUBLIC_UTILITY, BANK");
        wrong.put(new String[] {"level: PROVINCE", "level: PLANET"}, "PROVINCE, CITY, DISTRICT, TOWN");
        wrong.put(new String[] {"sharing: NOT_SHARED", "sharing: MAYBE"}, "UNCONDITIONAL, CONDITIONAL, NOT_SHARED");
        wrong.put(
                new String[] {"class: GENERAL", "class: TOP"},
                "GENERAL, PERSONAL, SENSITIVE_PERSONAL, BUSINESS_SECRET");
        wrong.put(new String[] {"ways: [INTERFACE, BATCH]", "ways: [INTERFACE, PIGEON]"}, "INTERFACE, BATCH, FILE");
        wrong.put(new String[] {"records: MANY", "records: SEVERAL"}, "ONE, MANY");
        wrong.put(new String[] {"type: AMOUNT", "type: MONEY"}, "TEXT, DATE, CODE, AMOUNT, INTEGER");
        wrong.put(new String[] {"severity: MINOR", "severity: SLIGHT"}, "IDENTITY, MAJOR, MINOR");
        wrong.put(new String[] {"many: true", "many: yes"}, "true, false");
        wrong.put(new String[] {"registering: false", "registering: no"}, "true, false");
        wrong.forEach((edit, allowed) -> {
            String yaml = edited(edit[0], edit[1] + " #!");
            // A wrong word may have a consequence elsewhere (many); its own line is told in any case.
            CatalogueFault fault = faultsOf(yaml).stream()
                    .filter(f -> f.messageEn().contains("is not allowed"))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), only -> {
                        assertThat(only).as(edit[1]).hasSize(1);
                        return only.get(0);
                    }));
            assertThat(markedLines(yaml)).as(edit[1]).containsExactly(fault.line());
            assertThat(fault.messageEn())
                    .endsWith("allowed: " + allowed + (edit[1].contains("CLUB") ? ", UNIVERSITY, TOWN" : ""));
            assertThat(fault.message()).contains("可用：" + allowed);
        });
    }

    @Test
    void badPercentages() {
        for (String bad : List.of("0.05", "5", "101%", "-1%", "five", "5 %", "%"))
            oneFault(
                    edited("vanishedLimit: 2.5%", "vanishedLimit: \"" + bad + "\" #!"),
                    "persons.datasets.household.vanishedLimit",
                    "不是百分比",
                    "\"" + bad + "\" is not a percentage");
        for (String good : List.of("0%", "100%", "12.25%"))
            assertThat(CatalogueLoader.load(edited("vanishedLimit: 2.5%", "vanishedLimit: " + good), CODE_LISTS)
                            .dataset("household")
                            .orElseThrow()
                            .vanishedLimit())
                    .isEqualTo(Double.parseDouble(good.replace("%", "")) / 100);
    }

    @Test
    void badUpdateLimits() {
        for (String bad : List.of("soon", "5", "P0D", "P-1D", "PT1H"))
            oneFault(
                    edited("update: P3M", "update: " + bad + " #!"),
                    "legalEntities.items.capital.update",
                    "更新时限“" + bad + "”无效",
                    "allowed: REAL_TIME or");
    }

    @Test
    void badDivisionCode() {
        oneFault(edited("region: 440000", "region: 4400 #!"), "sources.SW.region", "六位数字", "six digits");
    }

    @Test
    void badCodes() {
        oneFault(
                edited(
                        "  SW:\n    zh",
                        "  sw: #!\n    zh",
                        "SW: [name, capital]",
                        "sw: [name, capital]",
                        "authority: [SW]\n      compare: orgName",
                        "authority: [sw]\n      compare: orgName",
                        "authority: [SW]\n      compare: amount",
                        "authority: [sw]\n      compare: amount"),
                "sources.sw",
                "格式不符",
                "\"sw\" is not of the form");
        oneFault(edited("    tax:\n", "    Tax_1: #!\n"), "legalEntities.datasets.Tax_1", "格式不符", "not of the form");
        oneFault(
                edited(
                        "    capital:\n",
                        "    registered-capital: #!\n",
                        "[name, capital]",
                        "[name, registered-capital]"),
                "legalEntities.items.registered-capital",
                "格式不符",
                "not of the form");
    }

    @Test
    void datasetCodeOfPersonsUsedForLegalEntities() {
        oneFault(
                edited("    tax:\n", "    household: #!\n"),
                "legalEntities.datasets.household",
                "不得相同",
                "cannot share a dataset code");
    }

    @Test
    void datasetWithoutItems() {
        String yaml = edited("SW: [name, capital]", "SW: [] #!");
        assertThat(faultsOf(yaml))
                .filteredOn(f -> f.line() == markedLines(yaml).get(0))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.path()).isEqualTo("legalEntities.datasets.tax.sources.SW");
                    assertThat(fault.message()).contains("没有为“SW”列出任何数据项");
                    assertThat(fault.messageEn()).contains("lists no items for \"SW\"");
                });
        String none = edited("sources:\n        SW: [name, capital]", "sources: {} #!");
        assertThat(faultsOf(none)).anySatisfy(fault -> {
            assertThat(fault.line()).isEqualTo(markedLines(none).get(0));
            assertThat(fault.messageEn()).contains("at least one entry");
        });
    }

    @Test
    void onlyExemptSourcesMayLeaveTheNameOut() {
        oneFault(
                edited(
                        "MZ: [name, maritalStatus, spouseName]",
                        "MZ: [maritalStatus, spouseName] #!",
                        "authority: [GA, MZ]\n      corroborating: [MZ]",
                        "authority: [GA]"),
                "persons.datasets.marriage.sources.MZ",
                "第二十二条",
                "article 22");
        assertThat(CatalogueLoader.load(
                                edited(
                                        "GA: [name, sex, maritalStatus]",
                                        "GA: [sex, maritalStatus]",
                                        "authority: [GA, MZ]\n      corroborating: [MZ]",
                                        "authority: [MZ]"),
                                CODE_LISTS)
                        .version())
                .isEqualTo("1");
    }

    @Test
    void exemptSourceThatDoesNotSendTheDataset() {
        oneFault(
                edited("nameRequiredExcept: [GA]", "nameRequiredExcept: [GA, MZ] #!"),
                "persons.datasets.household.nameRequiredExcept[1]",
                "不提供信息组“household”",
                "does not send the dataset \"household\"");
        oneFault(
                edited("nameRequiredExcept: [GA]", "nameRequiredExcept: [GA, XX] #!"),
                "persons.datasets.household.nameRequiredExcept[1]",
                "未知的数源部门",
                "unknown source \"XX\"");
    }

    @Test
    void notSharedWithoutLegalGround() {
        oneFault(
                edited("  closed:\n", "  closed: #!\n", "    ground: 某法第二条\n", ""),
                "terms.closed",
                "法律、行政法规",
                "NOT_SHARED without a legal ground");
    }

    @Test
    void notSharedHasNoWaysOut() {
        oneFault(
                edited("    ground: 某法第二条\n", "    ground: 某法第二条\n    ways: [FILE] #!\n"),
                "terms.closed.ways",
                "请删去 ways",
                "delete it");
    }

    @Test
    void conditionalWithoutCondition() {
        oneFault(
                edited("  asked:\n", "  asked: #!\n", "    condition: 经同意\n", ""),
                "terms.asked",
                "缺少共享条件",
                "CONDITIONAL without a condition");
    }

    @Test
    void conditionalWithoutLegalGround() {
        oneFault(
                edited("  asked:\n", "  asked: #!\n", "    ground: 某法第一条\n", ""),
                "terms.asked",
                "应当明确相关依据",
                "CONDITIONAL without a legal ground");
    }

    @Test
    void unconditionalWithCondition() {
        oneFault(
                edited("    scope: 全市\n", "    scope: 全市\n    condition: 经同意 #!\n"),
                "terms.base.condition",
                "不得附加条件",
                "cannot have a condition");
    }

    @Test
    void missingNames() {
        oneFault(
                edited("  MZ:\n    zh: 民政\n", "  MZ: #!\n"),
                "sources.MZ",
                "缺少中文名称",
                "the Chinese name (zh) is missing");
        oneFault(
                edited("  base:\n", "  base: #!\n", "    en: Base\n", ""),
                "terms.base",
                "缺少英文名称",
                "the English name (en)");
        oneFault(
                edited("    marriage:\n", "    marriage: #!\n", "      en: Marriage\n", ""),
                "persons.datasets.marriage",
                "缺少英文名称",
                "the English name (en) is missing");
        oneFault(
                edited("    capital:\n      zh: 资本\n", "    capital: #!\n"),
                "legalEntities.items.capital",
                "缺少中文名称",
                "the Chinese name (zh) is missing");
        oneFault(edited("zh: 资本", "zh: #!"), "legalEntities.items.capital.zh", "没有填写内容", "nothing is filled in");
        oneFault(
                edited("en: Capital", "en: \"  \" #!"),
                "legalEntities.items.capital.en",
                "没有填写内容",
                "nothing is filled in");
    }

    @Test
    void itemNameIsIndispensable() {
        String yaml = edited(
                "    name:\n      zh: 名称",
                "    title:\n      zh: 名称",
                "SW: [name, capital]",
                "SW: [title, capital]",
                "legalEntities:\n",
                "legalEntities:\n#\n");
        assertThat(faultsOf(yaml))
                .extracting(CatalogueFault::path)
                .containsExactly("legalEntities.datasets.tax.sources.SW", "legalEntities.items");
    }

    @Test
    void listItemInDatasetOfOneRecord() {
        oneFault(
                edited("    spouseName:\n", "    spouseName: #!\n", "records: MANY", "records: ONE"),
                "persons.items.spouseName",
                "信息组“marriage”",
                "the dataset \"marriage\", which has one record a subject");
    }

    @Test
    void listItemIsNeverCompared() {
        oneFault(
                edited("      many: true\n", "      many: true\n      severity: MINOR #!\n"),
                "persons.items.spouseName.severity",
                "不作比对",
                "is never compared");
    }

    @Test
    void nameIsNoList() {
        assertThat(faultsOf(edited("      compare: orgName\n", "      many: true #!\n")))
                .extracting(CatalogueFault::messageEn)
                .anyMatch(message -> message.contains("it cannot be a list"));
    }

    @Test
    void valueOfTheWrongShape() {
        oneFault(edited("zh: 资本", "zh: [资本] #!"), "legalEntities.items.capital.zh", "单个值", "a single value");
        oneFault(
                edited("corroborating: [GA]", "corroborating: GA #!"),
                "persons.items.maritalStatus.corroborating",
                "应为列表",
                "a list is wanted");
    }

    @Test
    void everyFaultIsToldAtOnceByLine() {
        String yaml = edited(
                // Found after the fault further down in the same entry, told before it.
                "  closed:\n",
                "  closed: #!\n",
                "    ground: 某法第二条\n",
                "",
                "class: SENSITIVE_PERSONAL",
                "class: TOP #!",
                "    level: PROVINCE",
                "    level: PLANET #!",
                "    ground: 某法第一条\n    condition: 经同意\n",
                "    ground: 某法第一条\n",
                "  asked:\n",
                "  asked: #!\n",
                "vanishedLimit: 2.5%",
                "vanishedLimit: lots #!",
                "codeList: sex",
                "codeList: gender #!",
                "authority: [MZ, GA]",
                "authority: [MZ, GA, XX] #!",
                "      many: true\n",
                "      many: true\n      colour: red #!\n",
                "compare: amount(5%)",
                "compare: soundex #!",
                "zh: 资本",
                "zh: #!");
        CatalogueRefused refused =
                catchThrowableOfType(CatalogueRefused.class, () -> CatalogueLoader.load(yaml, CODE_LISTS));
        List<Integer> lines =
                refused.faults().stream().map(CatalogueFault::line).toList();
        assertThat(lines).isEqualTo(markedLines(yaml)).hasSize(10);
        List<String> printed =
                new ArrayList<>(Arrays.asList(refused.getMessage().split("\n")));
        assertThat(printed.remove(0)).startsWith("CATALOGUE_REFUSED: 10 faults").contains("10 处错误");
        assertThat(printed).hasSize(10);
        for (int i = 0; i < 10; i++) {
            CatalogueFault fault = refused.faults().get(i);
            assertThat(printed.get(i))
                    .isEqualTo("  line " + fault.line() + ", " + fault.path() + ": " + fault.messageEn() + " / "
                            + fault.message());
        }
    }

    @Test
    void faultsWithWindowsLineEndsHaveTheSameLines() {
        String yaml = edited("codeList: sex", "codeList: gender");
        assertThat(faultsOf(yaml.replace("\n", "\r\n"))).isEqualTo(faultsOf(yaml));
    }

    @Test
    void fingerprintIsThatOfTheContent() {
        String fingerprint = CatalogueLoader.fingerprint(SOUND);
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(CatalogueLoader.fingerprint("# edited by hand\n" + SOUND.replace("\n", "\r\n")))
                .as("comments and line ends")
                .isEqualTo(fingerprint);
        assertThat(CatalogueLoader.fingerprint(edited("zh: 资本\n      en: Capital", "en: \"Capital\"\n      zh: 资本")))
                .as("order of keys, quotes")
                .isEqualTo(fingerprint);
        assertThat(CatalogueLoader.fingerprint(edited("authority: [MZ, GA]", "authority: [GA, MZ]")))
                .as("order of authorities")
                .isNotEqualTo(fingerprint);
        assertThat(CatalogueLoader.fingerprint(edited("severity: MINOR", "severity: MAJOR")))
                .as("one word")
                .isNotEqualTo(fingerprint);
    }

    private static int lineOf(String yaml, String text) {
        return 1
                + (int) yaml.substring(0, yaml.indexOf(text))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
