package org.basedata.registry.core.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basedata.registry.core.identifier.IdType.BUSINESS_LICENCE;
import static org.basedata.registry.core.identifier.IdType.FOREIGN_PERMANENT_RESIDENCE;
import static org.basedata.registry.core.identifier.IdType.HMT_RESIDENCE_PERMIT;
import static org.basedata.registry.core.identifier.IdType.HM_TRAVEL_PERMIT;
import static org.basedata.registry.core.identifier.IdType.ORG_CODE;
import static org.basedata.registry.core.identifier.IdType.PASSPORT;
import static org.basedata.registry.core.identifier.IdType.RESIDENT_ID;
import static org.basedata.registry.core.identifier.IdType.TW_TRAVEL_PERMIT;
import static org.basedata.registry.core.identifier.IdType.USCC;

import org.basedata.registry.core.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierReadingTest {

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "440524188001010014"})
    void theStandardsOwnExamplesAreCleanThoughOneIsOf1880(String number) {
        assertClean(RESIDENT_ID, number, number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002x",
                "１１０１０５１９４９１２３１００２Ｘ",
                "１１０１０５１９４９１２３１００２ｘ",
                "  11010519491231002X\t",
                "110105 19491231 002X",
                "110105\u300019491231\u00a0002X",
                "\ufeff11010519491231002X\u200b",
                "11010519491231002\u2169"
            })
    void writtenInAnotherWayItIsTheSameNumber(String written) {
        IdentifierReading reading = IdentifierReading.read(RESIDENT_ID, written);

        assertThat(reading.identifier()).contains(new Identifier(RESIDENT_ID, "11010519491231002X"));
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.original()).isEqualTo(written.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"110111198012010078", "500154199301135886"})
    void aDivisionYoungerThanItsHolderIsAWarningNeverARefusal(String number) {
        assertWarned(RESIDENT_ID, number, number, "ID_DIVISION_UNKNOWN");
    }

    @Test
    void aDivisionNobodyKnowsIsAWarningToo() {
        String number = NumbersByChance.withCitizenCheck("11999919900307001");

        assertWarned(RESIDENT_ID, number, number, "ID_DIVISION_UNKNOWN");
    }

    @Test
    void aDivisionRetiredBeforeTheBirthIsAWarning() {
        String before = NumbersByChance.withCitizenCheck("36232419810307001");
        String during = NumbersByChance.withCitizenCheck("36232419990307001");
        String after = NumbersByChance.withCitizenCheck("36232420050307001");

        assertClean(RESIDENT_ID, before, before);
        assertClean(RESIDENT_ID, during, during);
        assertWarned(RESIDENT_ID, after, after, "ID_DIVISION_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"110225", "512921", "362330", "132324", "452122"})
    void holdersCodedInADivisionRetiredLongAgoAreClean(String division) {
        String before = NumbersByChance.withCitizenCheck(division + "19750307001");
        String after = NumbersByChance.withCitizenCheck(division + "20050307001");

        assertClean(RESIDENT_ID, before, before);
        assertWarned(RESIDENT_ID, after, after, "ID_DIVISION_UNKNOWN");
    }

    @Test
    void whoWasBornBeforeCodingBeganIsMeasuredByTheDivisionsOf1984() {
        String hainan = NumbersByChance.withCitizenCheck("46010019500307001");
        String chaoyang = NumbersByChance.withCitizenCheck("44052419500307001");

        assertWarned(RESIDENT_ID, hainan, hainan, "ID_DIVISION_UNKNOWN");
        assertClean(RESIDENT_ID, chaoyang, chaoyang);
    }

    @Test
    void fifteenDigitsBecomeEighteenAndTheOriginalIsKept() {
        IdentifierReading reading = assertWarned(RESIDENT_ID, "110105491231002", "11010519491231002X", "ID_15_DIGITS");

        assertThat(reading.original()).isEqualTo("110105491231002");
    }

    @ParameterizedTest
    @CsvSource({"995,1998", "996,1898", "997,1898", "998,1898", "999,1898"})
    void theLastSequencesOfFifteenDigitsWereSetAsideForThoseBornBefore1900(String sequence, String year) {
        String number = NumbersByChance.withCitizenCheck("110105" + year + "1231" + sequence);

        assertWarned(RESIDENT_ID, "110105981231" + sequence, number, "ID_15_DIGITS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519490229002X",
                "110105194913310021",
                "110105194900310021",
                "110105194912320021",
                "110105194912000021",
                "110105179912310021",
                "110105220001010021",
                "11010519491231002Y",
                "1101051949123100X2",
                "11010519491231002",
                "110105194912310021X",
                "11010549022900",
                "110105490229002",
                "11010549123100X",
                "公民身份号码",
                "１１０",
                "0"
            })
    void whatIsNoCitizenNumberIsRefusedForItsFormat(String number) {
        assertRefused(RESIDENT_ID, number, "ID_FORMAT");
    }

    @Test
    void theTwentyNinthOfFebruaryExistsInLeapYearsOnly() {
        String leap = NumbersByChance.withCitizenCheck("11010520000229001");

        assertClean(RESIDENT_ID, leap, leap);
        assertRefused(RESIDENT_ID, NumbersByChance.withCitizenCheck("11010519000229001"), "ID_FORMAT");
        assertRefused(RESIDENT_ID, NumbersByChance.withCitizenCheck("11010520010229001"), "ID_FORMAT");
    }

    @Test
    void aWrongCheckDigitIsNamedOnlyWhenTheFormatIsRight() {
        assertRefused(RESIDENT_ID, "110105194912310021", "ID_CHECK_DIGIT");
        assertRefused(RESIDENT_ID, "110105194902300021", "ID_FORMAT");
    }

    @ParameterizedTest
    @EnumSource(IdType.class)
    void nothingIsRefusedForItsFormat(IdType type) {
        for (String nothing : new String[] {null, "", " \u3000"}) {
            IdentifierReading reading = IdentifierReading.read(type, nothing);
            assertThat(reading.identifier()).isEmpty();
            assertThat(reading.faults()).extracting(Fault::code).containsExactly("ID_FORMAT");
        }
    }

    @Test
    void aFaultShowsTheNumberMaskedAndSpeaksBothLanguages() {
        Fault fault = assertRefused(RESIDENT_ID, "110105194912310021", "ID_CHECK_DIGIT");

        assertThat(fault.item()).isEqualTo("subject.id");
        assertThat(fault.value()).isEqualTo("1101**********0021");
        assertThat(fault.message()).contains("校验码").doesNotContain("19491231");
        assertThat(fault.messageEn()).contains("GB 11643-1999").doesNotContain("19491231");
    }

    @ParameterizedTest
    @ValueSource(strings = {"81000019940823002", "82000019940823002", "83000019920130001"})
    void residencePermitsOfHongKongMacaoAndTaiwanResidentsHaveTheirOwnType(String body) {
        String number = NumbersByChance.withCitizenCheck(body);

        assertClean(HMT_RESIDENCE_PERMIT, number, number);
        Fault fault = assertRefused(RESIDENT_ID, number, "ID_FORMAT");
        assertThat(fault.message()).contains("HMT_RESIDENCE_PERMIT");
        assertThat(fault.messageEn()).contains("HMT_RESIDENCE_PERMIT");
    }

    @Test
    void citizensOfTaiwanProvinceHaveDivisionsOfTheirOwnAndNoResidencePermitBegins71() {
        String number = NumbersByChance.withCitizenCheck("71000019900307001");

        assertClean(RESIDENT_ID, number, number);
        assertRefused(HMT_RESIDENCE_PERMIT, number, "ID_FORMAT");
    }

    @Test
    void aCitizenNumberIsNoResidencePermit() {
        assertRefused(HMT_RESIDENCE_PERMIT, "11010519491231002X", "ID_FORMAT");
        String wrong = NumbersByChance.withCitizenCheck("81000019940823002");
        assertRefused(HMT_RESIDENCE_PERMIT, corrupt(wrong, 16), "ID_CHECK_DIGIT");
    }

    @Test
    void theNewCardOfForeignPermanentResidentsBeginsWithNine() {
        String number = NumbersByChance.withCitizenCheck("91184019800101001");

        assertClean(FOREIGN_PERMANENT_RESIDENCE, number, number);
        assertClean(FOREIGN_PERMANENT_RESIDENCE, number.toLowerCase(), number);
        assertRefused(FOREIGN_PERMANENT_RESIDENCE, corrupt(number, 16), "ID_CHECK_DIGIT");
        assertRefused(FOREIGN_PERMANENT_RESIDENCE, "11010519491231002X", "ID_FORMAT");
        assertThat(assertRefused(RESIDENT_ID, number, "ID_FORMAT").message()).contains("FOREIGN_PERMANENT_RESIDENCE");
    }

    @Test
    void theOldCardOfForeignPermanentResidentsHasLettersAndDigits() {
        assertClean(FOREIGN_PERMANENT_RESIDENCE, "usa110080010101", "USA110080010101");
        assertRefused(FOREIGN_PERMANENT_RESIDENCE, "US1110080010101", "ID_FORMAT");
    }

    @ParameterizedTest
    @CsvSource({
        "e12345678,E12345678",
        "EA1234567,EA1234567",
        "G 1234 5678,G12345678",
        "L898902C3,L898902C3",
        "12345,12345"
    })
    void passportsOfAnyCountryAreRead(String written, String number) {
        assertClean(PASSPORT, written, number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "E1234-5678", "E12345678901234567890", "护照E12345678"})
    void whatIsNoPassportNumberIsRefused(String number) {
        assertRefused(PASSPORT, number, "ID_FORMAT");
    }

    @ParameterizedTest
    @CsvSource({"h12345678,H12345678", "M12345678,M12345678", "H1234567801,H1234567801"})
    void permitsOfHongKongAndMacaoResidentsAreRead(String written, String number) {
        assertClean(HM_TRAVEL_PERMIT, written, number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H1234567", "H123456789", "T12345678", "12345678", "HA2345678"})
    void whatIsNoPermitOfHongKongAndMacaoResidentsIsRefused(String number) {
        assertRefused(HM_TRAVEL_PERMIT, number, "ID_FORMAT");
    }

    @ParameterizedTest
    @CsvSource({
        "12345678,12345678",
        "1234567801(B),1234567801B",
        "12345678 01（B）,1234567801B",
        "1234567801,1234567801",
        "t12345678,T12345678"
    })
    void permitsOfTaiwanResidentsAreReadOldAndNew(String written, String number) {
        assertClean(TW_TRAVEL_PERMIT, written, number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "12345678901", "AB12345678", "A", "()", "台湾"})
    void whatIsNoPermitOfTaiwanResidentsIsRefused(String number) {
        assertRefused(TW_TRAVEL_PERMIT, number, "ID_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350211M0000XUF46", "91350100M0001TGQXM"})
    void codesOfTheFujianPilotFailMod31AndAreGenuine(String code) {
        IdentifierReading reading = assertWarned(USCC, code, code, "USCC_PILOT_CODE");

        assertThat(reading.pilotCode()).isTrue();
    }

    @Test
    void aPilotCodeStillNeedsItsOrganisationCodeRight() {
        assertRefused(USCC, "91350211M0000XUF56", "USCC_CHECK_DIGIT");
        assertRefused(USCC, "91350211M0001XUF46", "USCC_CHECK_DIGIT");
    }

    @Test
    void aCodeOfAnotherProvinceGetsNoPardon() {
        String code = NumbersByChance.withUsccCheck("91440101MA5D0AB13");

        assertClean(USCC, code, code);
        assertClean(USCC, code.toLowerCase(), code);
        IdentifierReading wrong = IdentifierReading.read(USCC, corrupt(code, 17));
        assertThat(wrong.faults()).extracting(Fault::code).containsExactly("USCC_CHECK_DIGIT");
        assertThat(wrong.pilotCode()).isFalse();
    }

    @Test
    void aRightCodeFromFujianIsNoPilotCode() {
        String code = NumbersByChance.withUsccCheck("91350211" + NumbersByChance.withOrganisationCheck("M0000XUF"));

        assertThat(assertClean(USCC, code, code).pilotCode()).isFalse();
    }

    @Test
    void aRightLastCharacterDoesNotExcuseAWrongOrganisationCode() {
        String code = NumbersByChance.withUsccCheck("91440101MA5D0AB14");

        assertThat(assertRefused(USCC, code, "USCC_CHECK_DIGIT").message()).contains("GB 11714");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91440101IA5D0AB13W",
                "91440101OA5D0AB13W",
                "91440101ZA5D0AB13W",
                "91440101SA5D0AB13W",
                "91440101VA5D0AB13W",
                "9144A101MA5D0AB13W",
                "91440101MA5D0AB13",
                "91440101-MA5D0AB13W"
            })
    void whatIsNoUnifiedSocialCreditCodeIsRefusedForItsFormat(String code) {
        assertRefused(USCC, code, "ID_FORMAT");
    }

    @Test
    void eighteenCharactersThatPassAsBothAreReadAsTheTypeSays() {
        String both = null;
        for (int sequence = 0; sequence < 1000 && both == null; sequence++) {
            for (int day = 10; day <= 28 && both == null; day++) {
                String number =
                        NumbersByChance.withCitizenCheck("110105199003" + day + String.format("%03d", sequence));
                boolean entity = NumbersByChance.withOrganisationCheck(number.substring(8, 16))
                                .equals(number.substring(8, 17))
                        && NumbersByChance.withUsccCheck(number.substring(0, 17))
                                .equals(number);
                both = entity ? number : null;
            }
        }

        assertThat(both).as("a number that is right by both standards").isNotNull();
        assertThat(assertClean(RESIDENT_ID, both, both)
                        .identifier()
                        .orElseThrow()
                        .type()
                        .subjectType())
                .isEqualTo(SubjectType.PERSON);
        assertThat(assertClean(USCC, both, both)
                        .identifier()
                        .orElseThrow()
                        .type()
                        .subjectType())
                .isEqualTo(SubjectType.LEGAL_ENTITY);
    }

    @Test
    void organisationCodesComeWithAndWithoutHyphen() {
        assertClean(ORG_CODE, "MA5D0AB1-3", "MA5D0AB13");
        assertClean(ORG_CODE, "ma5d0ab13", "MA5D0AB13");
        assertClean(ORG_CODE, "MA5D0AB1－3", "MA5D0AB13");
        assertClean(ORG_CODE, "MA5D0AB1–3", "MA5D0AB13");
        assertRefused(ORG_CODE, "MA5D0AB1-4", "ID_CHECK_DIGIT");
        assertRefused(ORG_CODE, "MA5D0AB-13", "ID_FORMAT");
        assertRefused(ORG_CODE, "MA5D0AB1A", "ID_FORMAT");
    }

    @Test
    void registrationNumbersOfFifteenDigitsCheckAndThoseOfThirteenCannot() {
        assertClean(BUSINESS_LICENCE, "110108000000016", "110108000000016");
        assertRefused(BUSINESS_LICENCE, "110108000000017", "ID_CHECK_DIGIT");
        assertWarned(BUSINESS_LICENCE, "4401012345678", "4401012345678", "LICENCE_13_DIGITS");
        assertRefused(BUSINESS_LICENCE, "44010123456789", "ID_FORMAT");
        assertThat(assertRefused(BUSINESS_LICENCE, "91350211M0000XUF46", "ID_FORMAT")
                        .messageEn())
                .contains("idType USCC");
    }

    @ParameterizedTest
    @CsvSource({
        "44010619900307123X,4401**********123X",
        "123456789012,1234****9012",
        "H12345678,H1*****78",
        "12345,1***5",
        "123,***",
        "'',''"
    })
    void maskedNumbersKeepTheirLengthAndShowLess(String number, String masked) {
        assertThat(IdentifierReading.mask(number)).isEqualTo(masked);
    }

    @Test
    void nothingStaysNothingWhenMasked() {
        assertThat(IdentifierReading.mask(null)).isNull();
    }

    private static IdentifierReading assertClean(IdType type, String written, String number) {
        IdentifierReading reading = IdentifierReading.read(type, written);
        assertThat(reading.identifier()).contains(new Identifier(type, number));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
        return reading;
    }

    private static IdentifierReading assertWarned(IdType type, String written, String number, String warning) {
        IdentifierReading reading = IdentifierReading.read(type, written);
        assertThat(reading.identifier()).contains(new Identifier(type, number));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.warnings()).extracting(Fault::code).containsExactly(warning);
        return reading;
    }

    private static Fault assertRefused(IdType type, String written, String code) {
        IdentifierReading reading = IdentifierReading.read(type, written);
        assertThat(reading.identifier()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.faults()).extracting(Fault::code).containsExactly(code);
        return reading.faults().get(0);
    }

    private static String corrupt(String number, int position) {
        char other = number.charAt(position) == '1' ? '2' : '1';
        return number.substring(0, position) + other + number.substring(position + 1);
    }
}
