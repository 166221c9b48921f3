package org.basedata.registry.importers.sample;

/** Invented names of persons and organisations. Whom such a name happens to fit is chance. */
final class Names {
    /** Frequent surnames stand more than once. */
    private static final String[] SURNAMES = weighted(
            "王李张刘陈",
            24,
            "杨黄赵吴周徐孙马朱胡郭何林罗高",
            9,
            "梁郑谢宋唐许邓冯韩曹曾彭蔡潘田董袁于余杜苏魏程吕丁沈任卢钟崔谭廖范汪陆金石贾韦夏方邹熊孟秦白江",
            3,
            "尹段雷黎史陶贺顾毛郝龚邵万钱严覃武莫孔向常",
            1);

    private static final String[] COMPOUND = {"欧阳", "司徒", "上官", "诸葛", "司马", "皇甫", "尉迟"};
    private static final String MALE = "伟强磊军勇涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁建亮成宏海山川志文博瑞嘉泽诚远恒毅";
    private static final String FEMALE = "芳娜敏静丽艳娟霞秀玲桂英兰红梅莉洁琳雪慧萍婷颖倩雅欣怡梦瑶佳妍蓉晴岚薇思语宁安";
    /** Characters that old encodings lack: they must come through from file to screen. */
    private static final String RARE = "㛃䶮𬭎𠅤𬀩𫖯𬍛𪻐䴖㴔";

    /** Never used in ordinary given names, so that a name made of them is like no other in the sample. */
    private static final String OTHER = "柏槐桐枫榆樟桦椿楠柘";

    /** Surname and its traditional form: written alike by many, merged by nobody. */
    private static final String[][] VARIANTS = {{"于", "於"}, {"范", "範"}, {"钟", "鍾"}};

    private static final String[] UYGHUR_MALE = {"艾尔肯", "买买提", "吐尔逊", "阿卜杜拉", "玉素甫", "依明", "库尔班", "热合曼"};
    private static final String[] UYGHUR_FEMALE = {"阿依古丽", "帕提古丽", "古丽娜尔", "热依汗", "米热古丽", "阿依努尔"};
    private static final String[] KAZAKH_MALE = {"叶尔兰", "巴合提", "努尔兰", "赛力克", "哈力木", "木拉提"};
    private static final String[] KAZAKH_FEMALE = {"阿依达娜", "古丽米拉", "加娜尔", "努尔古丽"};
    private static final String[] TIBETAN_HOUSES = {"阿沛", "色林", "松赞", "噶玛", "德格"};
    private static final String[] TIBETAN_GIVEN = {"扎西次仁", "丹增旺堆", "洛桑平措", "索朗卓玛", "央金拉姆", "白玛曲珍"};

    static final char DOT = '\u00B7';

    private static final String[] TRADE_FIRST = {
        "云", "合", "星", "远", "锦", "泰", "鼎", "瑞", "宏", "盛", "启", "博", "恒", "联", "新", "中"
    };
    private static final String[] TRADE_SECOND = {
        "帆", "禾", "澜", "川", "源", "诚", "达", "丰", "图", "景", "润", "隆", "舟", "岳", "岭", "辰"
    };
    private static final String[] TRADES = {
        "科技", "贸易", "餐饮管理", "建筑工程", "物流", "电子", "服装", "环保设备", "文化传播", "食品", "信息技术", "机械制造"
    };

    private Names() {}

    private static String[] weighted(Object... charsAndWeights) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < charsAndWeights.length; i += 2)
            all.append(((String) charsAndWeights[i]).repeat((Integer) charsAndWeights[i + 1]));
        return all.toString().split("");
    }

    static String surname(Draw draw) {
        return draw.chance(12) ? draw.pick(COMPOUND) : draw.pick(SURNAMES);
    }

    static String[] variant(Draw draw) {
        return draw.pick(VARIANTS);
    }

    static String given(Draw draw, boolean male) {
        String from = male ? MALE : FEMALE;
        if (draw.chance(15)) {
            String rare = draw.pickChar(RARE);
            return draw.chance(500) ? rare : draw.pickChar(from) + rare;
        }
        return draw.chance(220) ? draw.pickChar(from) : twoOf(from, draw);
    }

    /** Two different characters, none of them rare. */
    static String twoGiven(Draw draw, boolean male) {
        return twoOf(male ? MALE : FEMALE, draw);
    }

    private static String twoOf(String from, Draw draw) {
        int first = draw.below(from.length());
        int second = (first + 1 + draw.below(from.length() - 1)) % from.length();
        return "" + from.charAt(first) + from.charAt(second);
    }

    static String withTraditionalSurname(String name) {
        for (String[] pair : VARIANTS) if (name.startsWith(pair[0])) return pair[1] + name.substring(1);
        throw new IllegalArgumentException("no traditional form is known of the surname");
    }

    /** A name of three characters with another last one: as similar as two different people's names can be. */
    static String withOtherGivenCharacter(String name, Draw draw) {
        String kept = name.substring(0, 2);
        String other = draw.pickChar(OTHER);
        return kept + other;
    }

    /** A slip in somebody's name: another last character where there are three, else one character more. */
    static String withOneMoreOrOther(String name, Draw draw) {
        boolean three = name.length() == 3 && name.codePointCount(0, 3) == 3;
        return three ? withOtherGivenCharacter(name, draw) : name + draw.pickChar(OTHER);
    }

    /** Nothing in common with the name: another surname, and characters that no ordinary name has. */
    static String unlike(String name, Draw draw) {
        String surname;
        do surname = draw.pick(SURNAMES);
        while (name.contains(surname) || surname.equals("于") || surname.equals("范") || surname.equals("钟"));
        return surname + twoOf(OTHER, draw);
    }

    /** Ethnic group (GB/T 3304 code) of a household whose names carry a middle dot: 05 Uygur, 17 Kazak, 04 Tibetan. */
    static String dottedGroup(Draw draw) {
        int of = draw.below(5);
        return of < 3 ? "05" : of == 3 ? "17" : "04";
    }

    static String dotted(Draw draw, String group, boolean male) {
        return switch (group) {
            case "05" -> draw.pick(male ? UYGHUR_MALE : UYGHUR_FEMALE) + DOT + draw.pick(UYGHUR_MALE);
            case "17" -> draw.pick(male ? KAZAKH_MALE : KAZAKH_FEMALE) + DOT + draw.pick(KAZAKH_MALE);
            default -> draw.pick(TIBETAN_HOUSES) + DOT + draw.pick(TIBETAN_GIVEN);
        };
    }

    static String trade(Draw draw) {
        return draw.pick(TRADE_FIRST) + draw.pick(TRADE_SECOND) + draw.pick(TRADES);
    }
}
