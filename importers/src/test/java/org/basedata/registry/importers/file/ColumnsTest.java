package org.basedata.registry.importers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.submission.RawRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class ColumnsTest {
    private static final Catalogue CATALOGUE = CatalogueLoader.standard();

    @Test
    void jsonNamesAreColumns() {
        RawRecord row = record(
                columns("GA", "household-registration", "recordId,version,idType,id,name,validFrom,sex"),
                "GA-1,3,RESIDENT_ID,11010519491231002X,王小兰,1985-09-01,2");
        assertThat(row)
                .isEqualTo(new RawRecord(
                        7,
                        9,
                        "household-registration",
                        "GA-1",
                        "3",
                        null,
                        null,
                        "RESIDENT_ID",
                        "11010519491231002X",
                        "王小兰",
                        Map.of("sex", "2"),
                        "1985-09-01",
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void chineseNamesAreColumnsAndLabelsBecomeCodes() {
        RawRecord row = record(
                columns("GA", "household-registration", "来源记录号,版本,操作,证件类型,证件号码,姓名,生效日期,失效日期,原因,经办单位,经办人,性别,民族,出生日期"),
                "GA-1,3,更正,居民身份证,11010519491231002X,王小兰,19850901,2020/3/7,登记差错,天河分局,李四,女,汉族,1949年12月31日");
        assertThat(row.operation()).isEqualTo("CORRECT");
        assertThat(row.idType()).isEqualTo("RESIDENT_ID");
        assertThat(row.validFrom()).isEqualTo("1985-09-01");
        assertThat(row.validTo()).isEqualTo("2020-03-07");
        assertThat(row.reason()).isEqualTo("登记差错");
        assertThat(row.handlingUnit()).isEqualTo("天河分局");
        assertThat(row.handlingPerson()).isEqualTo("李四");
        assertThat(row.items()).isEqualTo(Map.of("sex", "2", "ethnicity", "01", "birthDate", "1949-12-31"));
    }

    @ParameterizedTest
    @CsvSource({"RecordID, version ,IDTYPE,Id,NAME", "＊来源记录号,版 本,证件类型,证件号码,姓名（名称）", "来源记录号*,版本,证件类型,证件号码,姓名(名称)"})
    void caseWidthSpacesAndAsterisksDoNotCount(String a, String b, String c, String d, String e) {
        Columns columns = columns("GA", "household-registration", String.join(",", a, b, c, d, e));
        assertThat(columns.warnings()).isEmpty();
        assertThat(record(columns, "R,1,111,X,王").name()).isEqualTo("王");
    }

    @Test
    void aHeaderThatNamesTheNumberNeedsNoColumnForItsType() {
        assertThat(record(columns("GA", "household-registration", "recordId,version,公民身份号码,姓名"), "R,1,X,王")
                        .idType())
                .isEqualTo("RESIDENT_ID");
        assertThat(record(columns("SCJG", "enterprise-registration", "recordId,version,统一社会信用代码,名称"), "R,1,X,某公司")
                        .idType())
                .isEqualTo("USCC");
    }

    @ParameterizedTest
    @CsvSource({
        "居民身份证,RESIDENT_ID",
        "身份证,RESIDENT_ID",
        "111,RESIDENT_ID",
        "RESIDENT_ID,RESIDENT_ID",
        "护照,PASSPORT",
        "台胞证,TW_TRAVEL_PERMIT",
        "港澳居民来往内地通行证,HM_TRAVEL_PERMIT",
        "港澳台居民居住证,HMT_RESIDENCE_PERMIT",
        "外国人永久居留身份证,FOREIGN_PERMANENT_RESIDENCE",
        "户口簿,户口簿"
    })
    void documentTypesAreReadByLabelAndCode(String written, String read) {
        Columns columns = columns("GA", "household-registration", "recordId,version,idType,id,name");
        assertThat(record(columns, "R,1," + written + ",X,王").idType()).isEqualTo(read);
    }

    @Test
    void aShortChineseNameOfAnItemIsEnough() {
        RawRecord row = record(
                columns("SCJG", "enterprise-registration", "recordId,version,统一社会信用代码,名称,住所,法定代表人姓名"),
                "R,1,X,某公司,广州市,杨舟");
        assertThat(row.items()).isEqualTo(Map.of("address", "广州市", "legalRepresentativeName", "杨舟"));
    }

    @Test
    void anUnknownColumnIsToldOnceAndItsValuesAreLeftOut() {
        Columns columns = columns("GA", "household-registration", "recordId,version,idType,id,name,血型,sex");
        assertThat(columns.warnings()).extracting(Fault::code).containsExactly("FILE_COLUMN_UNKNOWN");
        assertThat(columns.warnings().get(0).message()).contains("第 6 列", "血型");
        assertThat(record(columns, "R,1,111,X,王,A,1").items()).isEqualTo(Map.of("sex", "1"));
    }

    @Test
    void anItemThatTheCatalogueGivesToOthersIsToldOnceAndLeftOut() {
        Columns columns = columns("RS", "social-insurance", "recordId,version,idType,id,name,ethnicity");
        assertThat(columns.warnings()).extracting(Fault::code).containsExactly("ITEM_NOT_ASSIGNED");
        assertThat(record(columns, "R,1,111,X,王,01").items()).isEmpty();
    }

    @Test
    void everyMissingColumnIsToldWithWhatIsNeededAndWhatWasFound() {
        List<Fault> faults = refused("RS", "social-insurance", "recordId,姓名,备注");
        assertThat(faults).extracting(Fault::code).containsOnly("FILE_HEADER_MISSING");
        assertThat(faults).extracting(Fault::value).containsExactly("version", "idType", "id");
        assertThat(faults.get(0).messageEn())
                .contains("needed are [recordId, version, idType, id, name]", "recordId, 姓名, 备注");
    }

    @Test
    void aFileWithoutHeaderDoesNotShowItsFirstRow() {
        assertThat(refused("RS", "social-insurance", "RS-20260001,1,RESIDENT_ID,11010519491231002X,王小兰")
                        .get(0)
                        .messageEn())
                .doesNotContain("11010519491231002X")
                .contains("***");
    }

    @Test
    void oneNameForTwoColumnsIsRefused() {
        List<Fault> faults = refused("GA", "household-registration", "recordId,version,idType,id,name,sex,性别");
        assertThat(faults).extracting(Fault::code).containsExactly("FILE_HEADER_DUPLICATE");
        assertThat(faults.get(0).messageEn()).contains("columns 6 \"sex\" and 7 \"性别\" both hold sex");
    }

    @Test
    void publicSecurityMayLeaveTheNameOutAndAFileOfWithdrawalsTheSubject() {
        assertThat(columns("GA", "household-registration", "recordId,version,idType,id")
                        .warnings())
                .isEmpty();
        RawRecord row = record(columns("RS", "social-insurance", "recordId,version,operation,reason"), "R,2,撤回,误报");
        assertThat(row.operation()).isEqualTo("WITHDRAW");
        assertThat(row.idType()).isNull();
    }

    @Test
    void rowsOfAnExtractNeedNoVersion() {
        Columns columns = Columns.read(
                List.of("recordId", "idType", "id", "name"),
                CATALOGUE,
                CodeLists.standard(),
                "RS",
                CATALOGUE.dataset("social-insurance").orElseThrow(),
                DatasetMapping.of("social-insurance"),
                true);
        assertThat(columns.size()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-03-07,2020-03-07",
        "20200307,2020-03-07",
        "2020/3/7,2020-03-07",
        "2020/03/07,2020-03-07",
        "2020.3.7,2020-03-07",
        "2020年3月7日,2020-03-07",
        "2020-3-7 00:00:00,2020-03-07",
        "2020-03-07 00:00:00.0,2020-03-07",
        "2020-02-30,2020-02-30",
        "20200230,20200230",
        "2020-03-07 12:30:00,2020-03-07 12:30:00",
        "2020/3-7,2020/3-7",
        "07/03/2020,07/03/2020",
        "昨天,昨天"
    })
    void datesAreReadAsWrittenWhenTheYearComesFirst(String written, String read) {
        assertThat(Dates.normalised(written, List.of())).isEqualTo(read);
    }

    @Test
    void aMappingAddsHeadersLabelsAndDates() {
        DatasetMapping mapping = DatasetMapping.parse("test", new Yaml().load("""
                idType: RESIDENT_ID
                columns:
                  sex: { headers: [XB], labels: { M: "1", F: "2" } }
                  birthDate: { headers: [CSRQ], dates: [dd.MM.uuuu] }
                  recordId: { headers: [JLH] }
                """));
        Columns columns = Columns.read(
                List.of("JLH", "版本", "id", "name", "XB", "CSRQ"),
                CATALOGUE,
                CodeLists.standard(),
                "GA",
                CATALOGUE.dataset("household-registration").orElseThrow(),
                mapping,
                false);
        RawRecord row = record(columns, "R,1,X,王,F,31.12.1949");
        assertThat(row.recordId()).isEqualTo("R");
        assertThat(row.idType()).isEqualTo("RESIDENT_ID");
        assertThat(row.items()).isEqualTo(Map.of("sex", "2", "birthDate", "1949-12-31"));
    }

    @Test
    void everyMappingThatComesWithTheProgramFitsTheCatalogue() {
        CATALOGUE.datasets().forEach(dataset -> {
            DatasetMapping mapping = DatasetMapping.of(dataset.code());
            if (mapping.idType() != null)
                assertThat(mapping.idType().subjectType()).isEqualTo(dataset.subjectType());
            List<String> known = Arrays.asList(
                    "recordId,version,operation,idType,id,name,validFrom,validTo,reason,handlingUnit,handlingPerson"
                            .split(","));
            mapping.columns().forEach((code, column) -> {
                assertThat(known.contains(code)
                                || CATALOGUE.item(dataset.subjectType(), code).isPresent())
                        .as(dataset.code() + ": " + code)
                        .isTrue();
                column.labels().values().forEach(value -> CATALOGUE
                        .item(dataset.subjectType(), code)
                        .flatMap(item -> CodeLists.standard().list(item.codeList()))
                        .ifPresent(list -> assertThat(list.contains(value))
                                .as(code + " " + value)
                                .isTrue()));
            });
        });
    }

    private static Columns columns(String source, String dataset, String headers) {
        return Columns.read(
                List.of(headers.split(",")),
                CATALOGUE,
                CodeLists.standard(),
                source,
                CATALOGUE.dataset(dataset).orElseThrow(),
                DatasetMapping.of(dataset),
                false);
    }

    private static List<Fault> refused(String source, String dataset, String headers) {
        return catchThrowableOfType(FileRefused.class, () -> columns(source, dataset, headers))
                .faults();
    }

    private static RawRecord record(Columns columns, String row) {
        return columns.record(7, 9, List.of(row.split(",", -1)));
    }
}
