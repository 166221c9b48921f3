package org.basedata.registry.importers.sample;

import java.util.List;
import org.basedata.registry.importers.sample.IdentityFiles.SourceRecord;
import org.basedata.registry.importers.sample.Newcomers.Entity;

/** Legal entities whose code changes, and those that go over into others; each kind once a round. */
final class EntityMatters {
    private static final String SCJG = "SCJG";
    private static final String BB = "BB";
    private static final long FOUNDED = Days.of(2009, 5, 12);
    private static final long TAXED = FOUNDED + 10;
    private static final long LATER = Days.of(2025, 10, 1);
    /** When successions take effect; who ends is deregistered on this day. */
    private static final long SUCCEEDED = Days.of(2025, 6, 30);

    private final Newcomers newcomers;
    private final IdentityFiles files;
    private final ActLines acts;
    private final IdentityTruth truth;

    EntityMatters(Newcomers newcomers, IdentityFiles files, ActLines acts, IdentityTruth truth) {
        this.newcomers = newcomers;
        this.files = files;
        this.acts = acts;
        this.truth = truth;
    }

    void write() {
        licenceToCode();
        organisationCodeToCode();
        codeReplaced();
        absorbed();
        mergedIntoANewOne();
        dividedAndGoneOn();
        dividedAndEnded();
        converted();
        moved();
    }

    // --- rows ---

    private static DepartmentFile registration(DepartmentFile row, Entity entity, long founded) {
        return row.set("entityType", entity.prefix())
                .set("establishedOn", founded)
                .set("division", entity.division().code())
                .set("registrationAuthority", entity.division().city() + "登记机关（示例）")
                .set("status", "1");
    }

    private static void tax(DepartmentFile row, DocumentNumber number, String status) {
        row.set("taxpayerNumber", number.id()).set("taxStatus", status).accepted();
    }

    private static void insured(DepartmentFile row, Entity entity, int persons) {
        row.set("insuredUnitNumber", "DW-ID-" + entity.serial())
                .set("insuredUnitStatus", "1")
                .set("insuredPersons", Integer.toString(persons))
                .accepted();
    }

    /** Registered with the authority and for tax. */
    private SourceRecord[] known(IdentityFiles.Dataset register, Entity entity, DocumentNumber number, long founded) {
        SourceRecord registration = register.open();
        SourceRecord tax = files.tax.open();
        registration(registration.before(number, entity.name(), founded), entity, founded)
                .accepted();
        tax(tax.before(number, entity.name(), founded + 10), number, "1");
        return new SourceRecord[] {registration, tax};
    }

    private SourceRecord[] company(Entity entity) {
        return known(files.enterprise, entity, entity.uscc(0), FOUNDED);
    }

    /** Founded by a succession; the register knows it before the acts. */
    private SourceRecord[] founded(IdentityFiles.Dataset register, Entity entity) {
        return known(register, entity, entity.uscc(0), SUCCEEDED);
    }

    /** For tax first, so that no deregistered entity is taxed. */
    private static void deregister(SourceRecord[] records, Entity entity, DocumentNumber number) {
        records[1]
                .after(number, entity.name(), SUCCEEDED)
                .set("taxpayerNumber", number.id())
                .set("taxStatus", "5")
                .set("taxDeregisteredOn", SUCCEEDED)
                .accepted();
        registration(records[0].after(number, entity.name(), SUCCEEDED), entity, FOUNDED)
                .set("status", "2")
                .set("deregisteredOn", SUCCEEDED)
                .accepted();
    }

    // --- codes replaced ---

    private void licenceToCode() {
        Entity entity = newcomers.company();
        DocumentNumber old = entity.licence();
        DocumentNumber now = entity.uscc(0);
        SourceRecord[] records = known(files.enterprise, entity, old, FOUNDED);
        SourceRecord insured = files.insuredUnit.open();
        insured(insured.before(now, entity.name(), TAXED + 50), entity, 12);
        acts.replace(SCJG, "LICENCE_TO_CODE", old, now, "三证合一换发加载统一社会信用代码的营业执照");
        registration(records[0].after(now, entity.name(), LATER), entity, FOUNDED)
                .accepted();
        tax(records[1].after(old, entity.name(), LATER), old, "1");
        truth.superseded(old, now, entity.name());
        truth.found(now, entity.name(), records[0], records[1], insured);
    }

    private void organisationCodeToCode() {
        Entity entity = newcomers.publicInstitution();
        DocumentNumber old = entity.organisationCode(0);
        DocumentNumber now = entity.uscc(0);
        SourceRecord[] records = known(files.institution, entity, old, FOUNDED);
        SourceRecord insured = files.insuredUnit.open();
        acts.replace(BB, "LICENCE_TO_CODE", old, now, "换发加载统一社会信用代码的事业单位法人证书");
        registration(records[0].after(now, entity.name(), LATER), entity, FOUNDED)
                .accepted();
        insured(insured.after(old, entity.name(), LATER), entity, 43);
        truth.superseded(old, now, entity.name());
        truth.found(now, entity.name(), records[0], records[1], insured);
    }

    private void codeReplaced() {
        Entity entity = newcomers.company();
        DocumentNumber old = entity.uscc(0);
        DocumentNumber now = entity.uscc(1);
        SourceRecord[] records = company(entity);
        acts.replace(SCJG, "CODE_REPLACED", old, now, "赋码错误,重新赋码");
        registration(records[0].after(now, entity.name(), LATER), entity, FOUNDED)
                .accepted();
        tax(records[1].after(old, entity.name(), LATER), old, "1");
        truth.superseded(old, now, entity.name());
        truth.found(now, entity.name(), records);
    }

    // --- successions: every code stays its own entity's ---

    private void succeed(
            String by, String kind, List<DocumentNumber> predecessors, List<DocumentNumber> successors, String reason) {
        acts.succeed(by, kind, predecessors, successors, SUCCEEDED, reason);
        truth.succeeded(kind, SUCCEEDED, predecessors, successors);
    }

    private void absorbed() {
        Entity ending = newcomers.company();
        Entity lasting = newcomers.company();
        SourceRecord[] ended = company(ending);
        SourceRecord[] lasts = company(lasting);
        succeed(SCJG, "MERGER", List.of(ending.uscc(0)), List.of(lasting.uscc(0)), "吸收合并");
        deregister(ended, ending, ending.uscc(0));
        truth.found(ending.uscc(0), ending.name(), ended);
        truth.found(lasting.uscc(0), lasting.name(), lasts);
    }

    private void mergedIntoANewOne() {
        Entity one = newcomers.company();
        Entity two = newcomers.company();
        Entity fresh = newcomers.company();
        SourceRecord[] ones = company(one);
        SourceRecord[] twos = company(two);
        SourceRecord[] news = founded(files.enterprise, fresh);
        succeed(SCJG, "MERGER", List.of(one.uscc(0), two.uscc(0)), List.of(fresh.uscc(0)), "新设合并");
        deregister(ones, one, one.uscc(0));
        deregister(twos, two, two.uscc(0));
        truth.found(one.uscc(0), one.name(), ones);
        truth.found(two.uscc(0), two.name(), twos);
        truth.found(fresh.uscc(0), fresh.name(), news);
    }

    private void dividedAndGoneOn() {
        Entity lasting = newcomers.company();
        Entity fresh = newcomers.company();
        SourceRecord[] lasts = company(lasting);
        SourceRecord[] news = founded(files.enterprise, fresh);
        succeed(SCJG, "DIVISION", List.of(lasting.uscc(0)), List.of(fresh.uscc(0)), "派生分立");
        truth.found(lasting.uscc(0), lasting.name(), lasts);
        truth.found(fresh.uscc(0), fresh.name(), news);
    }

    private void dividedAndEnded() {
        Entity ending = newcomers.company();
        Entity one = newcomers.company();
        Entity two = newcomers.company();
        SourceRecord[] ended = company(ending);
        SourceRecord[] ones = founded(files.enterprise, one);
        SourceRecord[] twos = founded(files.enterprise, two);
        succeed(SCJG, "DIVISION", List.of(ending.uscc(0)), List.of(one.uscc(0), two.uscc(0)), "解散分立");
        deregister(ended, ending, ending.uscc(0));
        truth.found(ending.uscc(0), ending.name(), ended);
        truth.found(one.uscc(0), one.name(), ones);
        truth.found(two.uscc(0), two.name(), twos);
    }

    /** A public institution becomes an enterprise, with a code of another kind. */
    private void converted() {
        Entity institute = newcomers.publicInstitution();
        Entity company = newcomers.company();
        SourceRecord[] ended = known(files.institution, institute, institute.uscc(0), FOUNDED);
        SourceRecord[] news = founded(files.enterprise, company);
        succeed(BB, "CONVERSION", List.of(institute.uscc(0)), List.of(company.uscc(0)), "事业单位转企改制");
        deregister(ended, institute, institute.uscc(0));
        truth.found(institute.uscc(0), institute.name(), ended);
        truth.found(company.uscc(0), company.name(), news);
    }

    /** A sole proprietor is registered anew where it moves to. */
    private void moved() {
        Entity shop = newcomers.soleProprietor();
        DocumentNumber old = shop.uscc(0);
        DocumentNumber now = shop.uscc(1);
        SourceRecord[] ended = known(files.enterprise, shop, old, FOUNDED);
        SourceRecord[] news = known(files.enterprise, shop, now, SUCCEEDED);
        succeed(SCJG, "MOVE", List.of(old), List.of(now), "迁往另一登记机关");
        deregister(ended, shop, old);
        truth.found(old, shop.name(), ended);
        truth.found(now, shop.name(), news);
    }
}
