package org.basedata.registry.core.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.basedata.registry.core.reference.CodeLists;
import org.junit.jupiter.api.Test;

class CitizenNumberTest {

    @Test
    void divisionBirthDateAndSexStandInTheNumber() {
        assertThat(CitizenNumber.of(new Identifier(IdType.RESIDENT_ID, "11010519491231002X")))
                .contains(new CitizenNumber("110105", LocalDate.of(1949, 12, 31), "2"));
        assertThat(CitizenNumber.of(new Identifier(IdType.RESIDENT_ID, "440524188001010014")))
                .contains(new CitizenNumber("440524", LocalDate.of(1880, 1, 1), "1"));
    }

    @Test
    void residencePermitsOfHongKongMacaoAndTaiwanResidentsSayTheSame() {
        String number = NumbersByChance.withCitizenCheck("83000019920130001");

        assertThat(CitizenNumber.of(new Identifier(IdType.HMT_RESIDENCE_PERMIT, number)))
                .contains(new CitizenNumber("830000", LocalDate.of(1992, 1, 30), "1"));
    }

    @Test
    void otherNumbersSayNothingHoweverTheyLook() {
        assertThat(CitizenNumber.of(new Identifier(IdType.USCC, "440524188001010014")))
                .isEmpty();
        assertThat(CitizenNumber.of(new Identifier(IdType.PASSPORT, "E12345678")))
                .isEmpty();
        assertThat(CitizenNumber.of(new Identifier(
                        IdType.FOREIGN_PERMANENT_RESIDENCE, NumbersByChance.withCitizenCheck("91184019800101001"))))
                .isEmpty();
    }

    @Test
    void everyDocumentOfAPersonHasItsCodeInTheList() {
        var documents = CodeLists.standard().list("documentType").orElseThrow();
        for (IdType type : IdType.values()) {
            assertThat(type.documentType().isPresent()).isEqualTo(type.subjectType() == SubjectType.PERSON);
            type.documentType()
                    .ifPresent(code ->
                            assertThat(documents.contains(code)).as(code).isTrue());
        }
    }
}
