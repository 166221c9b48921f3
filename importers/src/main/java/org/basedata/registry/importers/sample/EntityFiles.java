package org.basedata.registry.importers.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of the departments that know legal entities; registering authorities first. */
final class EntityFiles implements Closeable {
    private static final String USCC = "USCC";

    private final Truth truth;
    private final DepartmentFile enterprise;
    private final DepartmentFile social;
    private final DepartmentFile institution;
    private final DepartmentFile tax;
    private final DepartmentFile insured;

    EntityFiles(Path directory, Truth truth) {
        this.truth = truth;
        enterprise = file(
                directory,
                15,
                "SCJG",
                "enterprise-registration",
                "entityType",
                "legalRepresentativeName",
                "legalRepresentativeIdType",
                "legalRepresentativeId",
                "registeredCapital",
                "capitalCurrency",
                "establishedOn",
                "address",
                "division",
                "industry",
                "registrationAuthority",
                "status",
                "approvedOn",
                "deregisteredOn");
        social = file(
                directory,
                16,
                "SHZZ",
                "social-organisation",
                "entityType",
                "legalRepresentativeName",
                "legalRepresentativeIdType",
                "legalRepresentativeId",
                "establishedOn",
                "address",
                "division",
                "registrationAuthority",
                "status",
                "approvedOn");
        institution = file(
                directory,
                17,
                "BB",
                "public-institution",
                "entityType",
                "legalRepresentativeName",
                "legalRepresentativeIdType",
                "legalRepresentativeId",
                "establishedOn",
                "address",
                "division",
                "registrationAuthority",
                "status",
                "approvedOn",
                "fundingSource");
        // registeredCapital is not the tax authority's to send: the column is there for the rows to be warned about.
        tax = file(
                directory,
                18,
                "SW",
                "tax-registration",
                "legalRepresentativeName",
                "legalRepresentativeIdType",
                "legalRepresentativeId",
                "address",
                "division",
                "industry",
                "taxpayerNumber",
                "taxRegisteredOn",
                "taxStatus",
                "taxDeregisteredOn",
                "registeredCapital");
        insured = file(
                directory,
                19,
                "RS",
                "insured-unit",
                "division",
                "insuredUnitNumber",
                "insuredUnitStatus",
                "insuredUnitSince",
                "insuredPersons");
    }

    private DepartmentFile file(Path directory, int order, String source, String dataset, String... items) {
        return new DepartmentFile(directory, order, source, dataset, DepartmentFile.UTF_8, truth, items);
    }

    void write(LegalEntity entity) {
        writeRegistration(entity);
        if (entity.noise != EntityNoise.NONE || entity.draw.chance(entity.kind.enterprise() ? 900 : 500))
            writeTax(entity);
        if (entity.deregistered == 0 && entity.draw.chance(600)) writeInsured(entity);
    }

    private DepartmentFile truly(DepartmentFile file, LegalEntity entity, long from) {
        return file.begin(file.recordId(entity.index, 0), 1, "SUBMIT", USCC, entity.code, entity.name)
                .from(from);
    }

    private static DepartmentFile setRepresentative(DepartmentFile file, LegalEntity entity) {
        return file.set("legalRepresentativeName", entity.representative.name)
                .set("legalRepresentativeIdType", "111")
                .set("legalRepresentativeId", entity.representative.number);
    }

    private static String address(LegalEntity entity, int house) {
        return entity.street + house + "号";
    }

    private void writeRegistration(LegalEntity entity) {
        DepartmentFile file = entity.kind.enterprise()
                ? enterprise
                : entity.kind == LegalEntity.Kind.PUBLIC_INSTITUTION ? institution : social;
        setRepresentative(truly(file, entity, entity.established), entity)
                .set("entityType", entity.kind.prefix)
                .set("establishedOn", entity.established)
                .set("address", address(entity, entity.house))
                .set("division", entity.division.code())
                .set("status", "1")
                .set("approvedOn", entity.established);
        if (file == enterprise)
            file.set("registeredCapital", entity.capital + ".00")
                    .set("capitalCurrency", "CNY")
                    .set("industry", entity.industry)
                    .set("registrationAuthority", entity.division.city() + "市场监督管理局（示例）");
        else if (file == social) file.set("registrationAuthority", entity.division.city() + "社会组织管理局（示例）");
        else
            file.set("registrationAuthority", entity.division.city() + "事业单位登记管理局（示例）")
                    .set("fundingSource", "财政拨款");
        file.accepted();
        if (entity.deregistered != 0)
            file.set("status", "2").set("deregisteredOn", entity.deregistered).nextVersion(entity.deregistered);
    }

    private void writeTax(LegalEntity entity) {
        long from = entity.established + 10;
        setRepresentative(truly(tax, entity, from), entity)
                .set("address", address(entity, entity.house))
                .set("division", entity.division.code())
                .set("taxpayerNumber", entity.code)
                .set("taxRegisteredOn", from)
                .set("taxStatus", "1");
        if (entity.kind.enterprise()) tax.set("industry", entity.industry);
        switch (entity.noise) {
            case NONE -> {
                tax.accepted();
                if (entity.deregistered != 0)
                    tax.set("taxStatus", "5")
                            .set("taxDeregisteredOn", entity.deregistered - 15)
                            .nextVersion(entity.deregistered - 15);
            }
            case DEREGISTERED_STILL_TAXED -> {
                tax.accepted();
                truth.ruleConflict(USCC, entity.code, "taxStatus", "DeregisteredEntityMustNotBeActive", "SCJG", "SW");
            }
            case REPRESENTATIVE_SIMILAR ->
                otherRepresentative(entity, Names.withOneMoreOrOther(entity.representative.name, entity.draw));
            case REPRESENTATIVE_DIFFERENT ->
                otherRepresentative(entity, Names.unlike(entity.representative.name, entity.draw));
            case NAME_SUFFIX_DIFFERS -> {
                tax.set("name", entity.name.replace("有限公司", "有限责任公司")).accepted();
                truth.itemConflict(USCC, entity.code, "name", "SCJG", "SW");
            }
            case NAME_DIFFERENT -> tax.set("name", entity.otherName()).held();
            case ADDRESS_DIFFERS -> {
                tax.set("address", address(entity, entity.house + 7)).accepted();
                truth.itemConflict(USCC, entity.code, "address", "SCJG", "SW");
            }
            case BAD_CHECK_CHARACTER ->
                tax.set("id", Numbers.withWrongCheck(entity.code)).refused("USCC_CHECK_DIGIT");
            case CODE_UNKNOWN -> tax.set("taxStatus", "88").refused("CODE_UNKNOWN");
            case DUPLICATE_ROW -> {
                tax.accepted();
                tax.unchangedLater();
            }
            case ITEM_NOT_ASSIGNED ->
                tax.set("registeredCapital", entity.capital + ".00").acceptedWithWarning("ITEM_NOT_ASSIGNED");
        }
    }

    /** The document number is left out: with it the same change would show as two conflicts. */
    private void otherRepresentative(LegalEntity entity, String name) {
        tax.set("legalRepresentativeName", name)
                .set("legalRepresentativeIdType", "")
                .set("legalRepresentativeId", "")
                .accepted();
        truth.itemConflict(USCC, entity.code, "legalRepresentativeName", "SCJG", "SW");
    }

    private void writeInsured(LegalEntity entity) {
        long since = entity.established + 60;
        truly(insured, entity, since)
                .set("division", entity.division.code())
                .set("insuredUnitNumber", "DW" + (100_000_000L + entity.index))
                .set("insuredUnitStatus", "1")
                .set("insuredUnitSince", since)
                .set("insuredPersons", Integer.toString(1 + entity.draw.below(300)))
                .accepted();
    }

    @Override
    public void close() throws IOException {
        for (DepartmentFile file : List.of(enterprise, social, institution, tax, insured)) file.close();
    }
}
