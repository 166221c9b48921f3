package org.basedata.registry.importers.sample;

import org.basedata.registry.importers.sample.IdentityFiles.SourceRecord;
import org.basedata.registry.importers.sample.Newcomers.Entity;
import org.basedata.registry.importers.sample.Newcomers.Someone;

/**
 * Records that name another subject of whom that cannot be true, and beside each one that looks like it and is in order. The records of
 * either subject alone show nothing wrong.
 */
final class RelationMatters {
    private static final long FOUNDED = Days.of(2013, 4, 2);
    private static final long MARRIED = Days.of(2016, 5, 20);
    private static final long APPOINTED = Days.of(2019, 9, 9);
    private static final long DIED = Days.of(2023, 2, 14);
    private static final long DEREGISTERED = Days.of(2022, 8, 31);

    private static final String REPRESENTATIVE = "LegalRepresentativeMustBeAlive";
    private static final String GUARDIAN = "GuardianMustBeAlive";
    private static final String SPOUSES = "SpousesMustNameEachOther";
    private static final String EMPLOYER = "EmployerMustBeRegistered";

    private final Newcomers newcomers;
    private final IdentityFiles files;
    private final ActLines acts;
    private final IdentityTruth truth;

    RelationMatters(Newcomers newcomers, IdentityFiles files, ActLines acts, IdentityTruth truth) {
        this.newcomers = newcomers;
        this.files = files;
        this.acts = acts;
        this.truth = truth;
    }

    void write() {
        deadRepresentative();
        representativeReplacedInTime();
        representativeUnderAFormerNumber();
        deadGuardian();
        guardianAlive();
        spousesWhoDoNotNameEachOther();
        spouseOfWhomNothingIsRecorded();
        employerDeregistered();
        employerRegistered();
    }

    // --- rows ---

    private static void household(DepartmentFile row, Someone person, String status) {
        row.set("sex", person.sex())
                .set("birthDate", person.birth())
                .set("registeredDivision", person.division().code())
                .set("registrationStatus", status)
                .accepted();
    }

    private SourceRecord register(Someone person) {
        SourceRecord home = files.household.open();
        household(home.before(person.resident(0), person.name(), person.birth() + 30), person, "1");
        return home;
    }

    private Someone alive() {
        Someone person = newcomers.person();
        truth.found(person.resident(0), person.name(), register(person));
        return person;
    }

    private Someone dead() {
        Someone person = newcomers.person();
        SourceRecord home = register(person);
        SourceRecord death = files.death.open();
        household(home.before(person.resident(0), person.name(), DIED), person, "3");
        death.before(person.resident(0), person.name(), DIED)
                .set("deathDate", DIED)
                .set("lifeStatus", "2")
                .set("deathCertificateNumber", "SW-ID-" + person.serial())
                .accepted();
        truth.found(person.resident(0), person.name(), home, death);
        return person;
    }

    private static DepartmentFile registration(DepartmentFile row, Entity entity) {
        return row.set("entityType", entity.prefix())
                .set("establishedOn", FOUNDED)
                .set("division", entity.division().code())
                .set("status", "1");
    }

    private static DepartmentFile representedBy(DepartmentFile row, Someone person, DocumentNumber number) {
        return row.set("legalRepresentativeName", person.name())
                .set("legalRepresentativeIdType", "111")
                .set("legalRepresentativeId", number.id());
    }

    // --- relations ---

    private void deadRepresentative() {
        Someone person = dead();
        Entity company = newcomers.company();
        SourceRecord record = files.enterprise.open();
        representedBy(
                        registration(record.before(company.uscc(0), company.name(), FOUNDED), company),
                        person,
                        person.resident(0))
                .accepted();
        truth.found(company.uscc(0), company.name(), record);
        truth.relation(REPRESENTATIVE, true, company.uscc(0), "legalRepresentativeId", person.resident(0));
    }

    private void representativeReplacedInTime() {
        Someone former = dead();
        Someone present = alive();
        Entity company = newcomers.company();
        SourceRecord record = files.enterprise.open();
        representedBy(
                        registration(record.before(company.uscc(0), company.name(), FOUNDED), company),
                        former,
                        former.resident(0))
                .accepted();
        representedBy(
                        registration(record.before(company.uscc(0), company.name(), DIED - 40), company),
                        present,
                        present.resident(0))
                .accepted();
        truth.found(company.uscc(0), company.name(), record);
        truth.relation(REPRESENTATIVE, false, company.uscc(0), "legalRepresentativeId", former.resident(0));
    }

    /** Alive, and named by a number that was replaced since: the relation is to be found under the present one. */
    private void representativeUnderAFormerNumber() {
        Someone person = newcomers.person();
        DocumentNumber old = person.resident(0);
        DocumentNumber now = person.resident(1);
        SourceRecord home = register(person);
        acts.replace("GA", "NUMBER_WRONG", old, now, "公民身份号码登记错误(错号),经核实更正");
        truth.superseded(old, now, person.name());
        truth.found(now, person.name(), home);
        Entity company = newcomers.company();
        SourceRecord record = files.enterprise.open();
        representedBy(registration(record.before(company.uscc(0), company.name(), FOUNDED), company), person, old)
                .accepted();
        truth.found(company.uscc(0), company.name(), record);
        truth.relation(REPRESENTATIVE, false, company.uscc(0), "legalRepresentativeId", old);
    }

    private void deadGuardian() {
        guardian(dead(), true);
    }

    private void guardianAlive() {
        guardian(alive(), false);
    }

    private void guardian(Someone guardian, boolean violated) {
        Someone ward = newcomers.person();
        SourceRecord home = register(ward);
        SourceRecord record = files.guardianship.open();
        record.before(ward.resident(0), ward.name(), APPOINTED)
                .set("guardianName", guardian.name())
                .set("guardianIdType", "111")
                .set("guardianId", guardian.resident(0).id())
                .set("guardianFrom", APPOINTED)
                .accepted();
        truth.found(ward.resident(0), ward.name(), home, record);
        truth.relation(GUARDIAN, violated, ward.resident(0), "guardianId", guardian.resident(0));
    }

    /** The first names the second, who names a third, who names the second. */
    private void spousesWhoDoNotNameEachOther() {
        Someone first = newcomers.person();
        Someone second = newcomers.person();
        Someone third = newcomers.person();
        married(first, second);
        married(second, third);
        married(third, second);
        truth.relation(SPOUSES, true, first.resident(0), "spouseId", second.resident(0));
        truth.relation(SPOUSES, false, second.resident(0), "spouseId", third.resident(0));
        truth.relation(SPOUSES, false, third.resident(0), "spouseId", second.resident(0));
    }

    /** The record of the other may not have come yet: nobody is contradicted. */
    private void spouseOfWhomNothingIsRecorded() {
        Someone one = newcomers.person();
        Someone other = alive();
        married(one, other);
        truth.relation(SPOUSES, false, one.resident(0), "spouseId", other.resident(0));
    }

    private void married(Someone person, Someone spouse) {
        SourceRecord home = register(person);
        SourceRecord record = files.marriage.open();
        record.before(person.resident(0), person.name(), MARRIED)
                .set("maritalStatus", "20")
                .set("spouseName", spouse.name())
                .set("spouseIdType", "111")
                .set("spouseId", spouse.resident(0).id())
                .set("marriedOn", MARRIED)
                .set("marriageCertificateNumber", "J-ID-" + person.serial())
                .accepted();
        truth.found(person.resident(0), person.name(), home, record);
    }

    private void employerDeregistered() {
        Entity company = newcomers.company();
        SourceRecord record = files.enterprise.open();
        registration(record.before(company.uscc(0), company.name(), FOUNDED), company)
                .accepted();
        registration(record.before(company.uscc(0), company.name(), DEREGISTERED), company)
                .set("status", "2")
                .set("deregisteredOn", DEREGISTERED)
                .accepted();
        truth.found(company.uscc(0), company.name(), record);
        employed(company, true);
    }

    private void employerRegistered() {
        Entity company = newcomers.company();
        SourceRecord record = files.enterprise.open();
        registration(record.before(company.uscc(0), company.name(), FOUNDED), company)
                .accepted();
        truth.found(company.uscc(0), company.name(), record);
        employed(company, false);
    }

    private void employed(Entity company, boolean violated) {
        Someone person = newcomers.person();
        SourceRecord home = register(person);
        SourceRecord insured = files.insurance.open();
        insured.before(person.resident(0), person.name(), FOUNDED + 100)
                .set("insuranceStatus", "1")
                .set("insuredSince", FOUNDED + 100)
                .set("employerName", company.name())
                .set("employerCode", company.uscc(0).id())
                .set("contributionBase", "4000.00")
                .accepted();
        truth.found(person.resident(0), person.name(), home, insured);
        truth.relation(EMPLOYER, violated, person.resident(0), "employerCode", company.uscc(0));
    }
}
