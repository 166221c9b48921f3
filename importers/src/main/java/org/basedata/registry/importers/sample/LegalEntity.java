package org.basedata.registry.importers.sample;

import java.util.Arrays;

/** One synthetic legal entity, made from its index alone. Refilled, never kept. */
final class LegalEntity {
    enum Kind {
        COMPANY("91"),
        SOLE_PROPRIETOR("92"),
        ASSOCIATION("51"),
        SERVICE_UNIT("52"),
        PUBLIC_INSTITUTION("12");

        /** First two characters of the unified social credit code, which are also its entity type. */
        final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        boolean enterprise() {
            return this == COMPANY || this == SOLE_PROPRIETOR;
        }
    }

    /** Number of organisation-code bodies with two fixed letters in front: 31 to the power of 6. */
    private static final long BODIES = 887_503_681L;
    /** Prime other than 31, so coprime to {@link #BODIES}. */
    private static final long STRIDE = 548_507_437L;

    private static final String[] GOODS = {"餐饮店", "便利店", "五金店", "服装店", "文具店", "理发店"};
    private static final String[] CAUSES = {"志愿服务", "青少年发展", "环境保护", "书画", "健身", "养老服务"};
    private static final String[] INSTITUTIONS = {"文化馆", "图书馆", "第一小学", "社区卫生服务中心", "环境监测站", "档案馆"};
    private static final String[] STREETS = {"示例产业路", "样本商贸街", "合成科技大道", "演示工业园路"};
    private static final String[] INDUSTRIES = {"65", "51", "62", "50", "54", "39", "18", "35", "88", "14", "65", "34"};

    private final long seed;
    private final SampleSize size;
    private final Household representativeHome;
    private final EntityNoise[] noises = new EntityNoise[EntityNoise.CYCLE];
    private final Kind[] kinds = new Kind[EntityNoise.CYCLE];
    private long cycle = -1;
    final Draw draw = new Draw();

    long index;
    Kind kind;
    EntityNoise noise;
    String code;
    String name;
    Division division;
    /** The head of some household, alive. */
    Person representative;

    String street;
    int house;
    String industry;
    /** Whole yuan. */
    long capital;

    long established;
    /** Epoch day; 0 while registered. */
    long deregistered;

    LegalEntity(long seed, SampleSize size) {
        this.seed = seed;
        this.size = size;
        this.representativeHome = new Household(seed);
    }

    void fillNameAndCode(long entity) {
        index = entity;
        fillCycle();
        int at = (int) (entity % EntityNoise.CYCLE);
        kind = kinds[at];
        noise = noises[at];
        draw.at(seed, 21, entity);
        division = Division.ALL[draw.below(Division.HOME)];
        String letters = kind.enterprise() ? "MA" : kind == Kind.PUBLIC_INSTITUTION ? "MB" : "MJ";
        long start = Math.floorMod(seed * 31_337, BODIES);
        long body = (entity % BODIES * STRIDE + start) % BODIES;
        code = Numbers.uscc(kind.prefix, division.code(), letters + Numbers.base31(body, 6));
        String trade = Names.trade(draw);
        String word = trade.substring(0, 2);
        name = switch (kind) {
            case COMPANY -> division.city() + trade + "有限公司";
            case SOLE_PROPRIETOR -> division.city() + division.name() + word + draw.pick(GOODS);
            case ASSOCIATION -> division.city() + word + draw.pick(CAUSES) + "协会";
            case SERVICE_UNIT -> division.city() + word + draw.pick(CAUSES) + "中心";
            case PUBLIC_INSTITUTION -> division.city() + division.name() + word + draw.pick(INSTITUTIONS);
        };
    }

    LegalEntity fill(long entity) {
        fillNameAndCode(entity);
        street = division.fullName() + draw.pick(STREETS);
        house = 1 + draw.below(400);
        industry = draw.pick(INDUSTRIES);
        capital = (1 + draw.below(500)) * 10_000L;
        established = Days.of(1996, 1, 1) + draw.below(9000);
        long gone = Days.of(2023, 1, 1) + draw.below(900);
        boolean goes = kind.enterprise() && noise == EntityNoise.NONE && draw.chance(80);
        deregistered = goes || noise == EntityNoise.DEREGISTERED_STILL_TAXED ? gone : 0;
        int households = Math.max(1, (size.persons() + Household.SIZE - 1) / Household.SIZE);
        representative = representativeHome.fill(draw.below(households)).members[Person.HEAD];
        return this;
    }

    /** A name that shares neither trade name nor trade with this entity's. */
    String otherName() {
        String trade;
        do trade = Names.trade(draw);
        while (name.contains(trade.substring(0, 1))
                || name.contains(trade.substring(1, 2))
                || name.contains(trade.substring(2)));
        return division.city() + trade + "有限公司";
    }

    private void fillCycle() {
        long wanted = index / EntityNoise.CYCLE;
        if (wanted == cycle) return;
        cycle = wanted;
        int[] order = new int[EntityNoise.CYCLE];
        for (int i = 0; i < order.length; i++) order[i] = i;
        draw.at(seed, 20, cycle);
        for (int i = order.length - 1; i > 0; i--) {
            int j = draw.below(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        Arrays.fill(noises, EntityNoise.NONE);
        int next = 0;
        for (EntityNoise one : EntityNoise.values()) for (int i = 0; i < one.inCycle; i++) noises[order[next++]] = one;
        for (int rank = 0; rank < order.length; rank++)
            kinds[order[rank]] = rank < 28
                    ? Kind.COMPANY
                    : rank < 36
                            ? Kind.SOLE_PROPRIETOR
                            : rank < 40 ? Kind.ASSOCIATION : rank < 44 ? Kind.SERVICE_UNIT : Kind.PUBLIC_INSTITUTION;
    }
}
