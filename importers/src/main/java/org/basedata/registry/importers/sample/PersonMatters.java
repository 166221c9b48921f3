package org.basedata.registry.importers.sample;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.importers.sample.ActLines.Part;
import org.basedata.registry.importers.sample.IdentityFiles.SourceRecord;
import org.basedata.registry.importers.sample.Newcomers.Someone;

/** Persons whose number changes, who have two, or who share one; each kind once a round. */
final class PersonMatters {
    private static final String GA = "GA";
    /** Departments speak of everybody from here on; nobody's records begin on the day of another. */
    private static final long KNOWN = Days.of(2012, 3, 1);

    /** From when on the versions hold that come after the acts. */
    private static final long LATER = Days.of(2025, 10, 1);

    private final Newcomers newcomers;
    private final IdentityFiles files;
    private final ActLines acts;
    private final IdentityTruth truth;

    PersonMatters(Newcomers newcomers, IdentityFiles files, ActLines acts, IdentityTruth truth) {
        this.newcomers = newcomers;
        this.files = files;
        this.acts = acts;
        this.truth = truth;
    }

    void write() {
        numberWasWrong();
        numberSharedWithSomebodyUnknown();
        numberReplacedTwice();
        birthDateCorrected();
        sexCorrected();
        passportToPermanentResidence();
        travelToResidencePermit();
        oneUnderTwoNumbers();
        mergedAndThenReplaced();
        twoOnOneNumber();
        twoOnOneNumberAndOneHasAnother();
        wrongMergeRevoked();
    }

    // --- rows ---

    private void household(DepartmentFile row, Someone person) {
        household(row, person, person.sex(), person.birth());
    }

    private static void household(DepartmentFile row, Someone person, String sex, long birth) {
        row.set("sex", sex)
                .set("birthDate", birth)
                .set("registeredDivision", person.division().code())
                .set("registrationStatus", "1")
                .accepted();
    }

    private static void insurance(DepartmentFile row, String base) {
        row.set("insuranceStatus", "1").set("contributionBase", base).accepted();
    }

    private static void fund(DepartmentFile row, Someone person, String base) {
        row.set("fundAccount", "GJ-ID-" + person.serial())
                .set("fundContributionBase", base)
                .accepted();
    }

    private static void tax(DepartmentFile row, String income) {
        row.set("taxableIncome", income).accepted();
    }

    private static void education(DepartmentFile row, Someone person, String sex) {
        row.set("sex", sex)
                .set("school", "岭南示例大学")
                .set("graduatedOn", KNOWN)
                .set("diplomaNumber", "BY-ID-" + person.serial())
                .accepted();
    }

    private static long registered(Someone person) {
        return Math.max(Days.of(1985, 9, 1), person.birth() + 30);
    }

    // --- numbers replaced ---

    /** Some departments use the new number before the act, some the old one long after it. */
    private void numberWasWrong() {
        Someone person = newcomers.person();
        DocumentNumber old = person.resident(0);
        DocumentNumber now = person.resident(1);
        SourceRecord home = files.household.open();
        SourceRecord insured = files.insurance.open();
        SourceRecord fund = files.fund.open();
        SourceRecord tax = files.personalTax.open();
        household(home.before(old, person.name(), registered(person)), person);
        insurance(insured.before(old, person.name(), KNOWN), "4200.00");
        fund(fund.before(now, person.name(), KNOWN + 40), person, "4200.00");
        tax(tax.before(old, person.name(), KNOWN + 90), "61000.00");
        acts.replace(GA, "NUMBER_WRONG", old, now, "公民身份号码登记错误(错号),经核实更正");
        household(home.after(now, person.name(), LATER), person);
        insurance(insured.after(old, person.name(), LATER), "4600.00");
        fund(fund.after(now, person.name(), LATER), person, "4600.00");
        truth.superseded(old, now, person.name());
        truth.found(now, person.name(), home, insured, fund, tax);
    }

    /** The other holder of the number lives elsewhere: this registry never heard of them. */
    private void numberSharedWithSomebodyUnknown() {
        Someone person = newcomers.person();
        DocumentNumber old = person.resident(0);
        DocumentNumber now = person.resident(1);
        SourceRecord home = files.household.open();
        SourceRecord education = files.education.open();
        SourceRecord insured = files.insurance.open();
        household(home.before(old, person.name(), registered(person)), person);
        education(education.before(old, person.name(), KNOWN), person, person.sex());
        acts.replace(GA, "NUMBER_SHARED", old, now, "与外省居民重号,经协商由本人换发号码");
        household(home.after(now, person.name(), LATER), person);
        insurance(insured.after(old, person.name(), LATER), "3900.00");
        truth.superseded(old, now, person.name());
        truth.found(now, person.name(), home, education, insured);
    }

    private void numberReplacedTwice() {
        Someone person = newcomers.person();
        DocumentNumber first = person.resident(0);
        DocumentNumber second = person.resident(1);
        DocumentNumber now = person.resident(2);
        SourceRecord home = files.household.open();
        SourceRecord insured = files.insurance.open();
        SourceRecord fund = files.fund.open();
        household(home.before(first, person.name(), registered(person)), person);
        insurance(insured.before(second, person.name(), KNOWN), "5100.00");
        acts.replace(GA, "NUMBER_WRONG", first, second, "公民身份号码登记错误(错号),经核实更正");
        acts.replace(GA, "NUMBER_WRONG", second, now, "前次更正有误,再次更正");
        household(home.after(now, person.name(), LATER), person);
        fund(fund.after(first, person.name(), LATER), person, "5100.00");
        truth.superseded(first, now, person.name());
        truth.superseded(second, now, person.name());
        truth.found(now, person.name(), home, insured, fund);
    }

    /** Social insurance keeps the wrong birth date: once the number is replaced, that differs from the register. */
    private void birthDateCorrected() {
        Someone person = newcomers.person();
        int days = 1 + person.serial() % 9;
        DocumentNumber old = person.residentBornLater(days);
        DocumentNumber now = person.resident(0);
        SourceRecord home = files.household.open();
        SourceRecord insured = files.insurance.open();
        SourceRecord tax = files.personalTax.open();
        household(home.before(old, person.name(), registered(person)), person, person.sex(), person.birth() + days);
        insurance(insured.before(old, person.name(), KNOWN).set("birthDate", person.birth() + days), "4400.00");
        tax(tax.before(old, person.name(), KNOWN + 90), "58000.00");
        acts.replace(GA, "BIRTH_DATE_CORRECTED", old, now, "出生日期登记有误,经审批更正并换发号码");
        household(
                home.corrected(now, person.name(), registered(person), "出生日期更正"), person, person.sex(), person.birth());
        tax(tax.after(old, person.name(), LATER), "60500.00");
        truth.superseded(old, now, person.name());
        truth.found(now, person.name(), home, insured, tax);
        truth.rows.itemConflict(now.idType(), now.id(), "birthDate", "GA", "RS");
    }

    private void sexCorrected() {
        Someone person = newcomers.person();
        DocumentNumber old = person.residentOfOtherSex();
        DocumentNumber now = person.resident(0);
        SourceRecord home = files.household.open();
        SourceRecord education = files.education.open();
        SourceRecord fund = files.fund.open();
        household(home.before(old, person.name(), registered(person)), person, person.otherSex(), person.birth());
        education(education.before(old, person.name(), KNOWN), person, person.otherSex());
        fund(fund.before(old, person.name(), KNOWN + 40), person, "4800.00");
        acts.replace(GA, "SEX_CORRECTED", old, now, "性别登记有误,经审批更正并换发号码");
        household(home.corrected(now, person.name(), registered(person), "性别更正"), person);
        education(education.corrected(now, person.name(), KNOWN, "依公安机关更正"), person, person.sex());
        truth.superseded(old, now, person.name());
        truth.found(now, person.name(), home, education, fund);
    }

    private void passportToPermanentResidence() {
        documentChanged(true, "取得外国人永久居留身份证");
    }

    private void travelToResidencePermit() {
        documentChanged(false, "申领港澳台居民居住证");
    }

    private void documentChanged(boolean foreigner, String reason) {
        Someone person = newcomers.person();
        DocumentNumber old = foreigner ? person.passport() : person.travelPermit();
        DocumentNumber now = foreigner ? person.permanentResidence() : person.residencePermit();
        SourceRecord residence = files.residence.open();
        SourceRecord tax = files.personalTax.open();
        SourceRecord insured = files.insurance.open();
        residence(residence.before(old, person.name(), KNOWN), person);
        tax(tax.before(old, person.name(), KNOWN + 90), "182000.00");
        acts.replace(GA, "DOCUMENT_TYPE_CHANGED", old, now, reason);
        residence(residence.after(now, person.name(), LATER), person);
        tax(tax.after(old, person.name(), LATER), "190000.00");
        insurance(insured.after(now, person.name(), LATER), "9000.00");
        truth.superseded(old, now, person.name());
        truth.found(now, person.name(), residence, tax, insured);
    }

    private static void residence(DepartmentFile row, Someone person) {
        row.set("residenceDivision", person.division().code())
                .set("residenceReason", "务工")
                .accepted();
    }

    // --- one person, two numbers ---

    private void oneUnderTwoNumbers() {
        Someone person = newcomers.person();
        DocumentNumber extra = person.resident(1);
        DocumentNumber now = person.resident(0);
        SourceRecord home = files.household.open();
        SourceRecord insured = files.insurance.open();
        SourceRecord fund = files.fund.open();
        SourceRecord tax = files.personalTax.open();
        SourceRecord education = files.education.open();
        household(home.before(now, person.name(), registered(person)), person);
        insurance(insured.before(now, person.name(), KNOWN), "4300.00");
        fund(fund.before(extra, person.name(), KNOWN + 40), person, "4300.00");
        tax(tax.before(extra, person.name(), KNOWN + 90), "57000.00");
        acts.merge(extra, now, "一人两号,经公安机关核实注销其一");
        fund(fund.after(extra, person.name(), LATER), person, "4500.00");
        tax(tax.after(now, person.name(), LATER), "59000.00");
        education(education.after(extra, person.name(), LATER), person, person.sex());
        truth.superseded(extra, now, person.name());
        truth.found(now, person.name(), home, insured, fund, tax, education);
    }

    private void mergedAndThenReplaced() {
        Someone person = newcomers.person();
        DocumentNumber one = person.resident(0);
        DocumentNumber other = person.resident(1);
        DocumentNumber now = person.resident(2);
        SourceRecord home = files.household.open();
        SourceRecord fund = files.fund.open();
        SourceRecord insured = files.insurance.open();
        household(home.before(other, person.name(), registered(person)), person);
        fund(fund.before(one, person.name(), KNOWN), person, "6200.00");
        acts.merge(one, other, "一人两号,经公安机关核实注销其一");
        acts.replace(GA, "NUMBER_WRONG", other, now, "所保留的号码亦有误,换发新号码");
        household(home.after(now, person.name(), LATER), person);
        fund(fund.after(one, person.name(), LATER), person, "6500.00");
        insurance(insured.after(other, person.name(), LATER), "6500.00");
        truth.superseded(one, now, person.name());
        truth.superseded(other, now, person.name());
        truth.found(now, person.name(), home, fund, insured);
    }

    /** Of the same name, which is why they were taken for one. */
    private void wrongMergeRevoked() {
        Someone one = newcomers.person();
        Someone other = newcomers.person();
        Someone namesake = other.another(one.name());
        SourceRecord home = files.household.open();
        SourceRecord fund = files.fund.open();
        SourceRecord otherHome = files.household.open();
        SourceRecord insured = files.insurance.open();
        DocumentNumber number = one.resident(0);
        DocumentNumber otherNumber = namesake.resident(0);
        household(home.before(number, one.name(), registered(one)), one);
        fund(fund.before(number, one.name(), KNOWN), one, "4100.00");
        household(otherHome.before(otherNumber, namesake.name(), registered(namesake)), namesake);
        insurance(insured.before(otherNumber, namesake.name(), KNOWN), "5600.00");
        UUID act = acts.merge(number, otherNumber, "同名,疑为一人两号");
        acts.revoke(number, act, "经公安机关复核为两人,撤销误合并");
        fund(fund.after(number, one.name(), LATER), one, "4350.00");
        insurance(insured.after(otherNumber, namesake.name(), LATER), "5800.00");
        truth.found(number, one.name(), home, fund);
        truth.found(otherNumber, namesake.name(), otherHome, insured);
    }

    // --- two persons, one number ---

    private void twoOnOneNumber() {
        Someone one = newcomers.person();
        Someone other = one.another(newcomers.nameUnlike(one));
        DocumentNumber shared = one.resident(0);
        SourceRecord home = files.household.open();
        SourceRecord otherHome = files.household.open();
        SourceRecord insured = files.insurance.open();
        SourceRecord fund = files.fund.open();
        SourceRecord tax = files.personalTax.open();
        SourceRecord education = files.education.open();
        household(home.before(shared, one.name(), registered(one)), one);
        household(otherHome.before(shared, other.name(), registered(other)), other);
        insurance(insured.before(shared, one.name(), KNOWN), "4700.00");
        fund(fund.before(shared, other.name(), KNOWN + 40), other, "5300.00");
        tax(tax.before(shared, other.name(), KNOWN + 90), "72000.00");
        acts.split(
                shared,
                "两人共用一个号码(重号),来源记录逐条核对",
                new Part(null, List.of(home, insured)),
                new Part(null, List.of(otherHome, fund)));
        insurance(insured.after(shared, one.name(), LATER), "4900.00");
        fund(fund.after(shared, other.name(), LATER), other, "5500.00");
        education(education.after(shared, one.name(), KNOWN), one, one.sex());
        truth.ambiguous(shared, one.name(), other.name());
        truth.belong(shared, one.name(), home, insured);
        truth.belong(shared, other.name(), otherHome, fund);
        truth.unassigned(shared, tax, education);
    }

    /** One of the two has been given another number, so that the shared one is the other's alone. */
    private void twoOnOneNumberAndOneHasAnother() {
        Someone one = newcomers.person();
        Someone other = one.another(newcomers.nameUnlike(one));
        DocumentNumber shared = one.resident(0);
        DocumentNumber now = other.resident(1);
        SourceRecord home = files.household.open();
        SourceRecord otherHome = files.household.open();
        SourceRecord insured = files.insurance.open();
        SourceRecord fund = files.fund.open();
        SourceRecord tax = files.personalTax.open();
        SourceRecord education = files.education.open();
        household(home.before(shared, one.name(), registered(one)), one);
        household(otherHome.before(shared, other.name(), registered(other)), other);
        insurance(insured.before(shared, one.name(), KNOWN), "4700.00");
        fund(fund.before(shared, other.name(), KNOWN + 40), other, "5300.00");
        tax(tax.before(shared, other.name(), KNOWN + 90), "72000.00");
        acts.split(
                shared,
                "两人共用一个号码(重号),其中一人已换发新号码",
                new Part(null, List.of(home, insured)),
                new Part(now, List.of(otherHome, fund)));
        acts.assign(shared, now, "补充核对:该记录属换号一方", tax);
        household(otherHome.after(now, other.name(), LATER), other);
        fund(fund.after(shared, other.name(), LATER), other, "5500.00");
        tax(tax.after(shared, other.name(), LATER), "74000.00");
        education(education.after(shared, one.name(), KNOWN), one, one.sex());
        truth.found(shared, one.name(), home, insured);
        truth.found(now, other.name(), otherHome, fund, tax);
        truth.unassigned(shared, education);
    }
}
