package org.basedata.registry.importers.sample;

/**
 * A division (GB/T 2260). Only codes that stand in every published list from 2002 to 2021 under the same name, so that
 * no number is remarked upon because of its first six digits.
 */
record Division(String code, String city, String name) {
    static final Division[] ALL = all(
            "440103 广州市 荔湾区",
            "440104 广州市 越秀区",
            "440105 广州市 海珠区",
            "440106 广州市 天河区",
            "440111 广州市 白云区",
            "440112 广州市 黄埔区",
            "440203 韶关市 武江区",
            "440204 韶关市 浈江区",
            "440222 韶关市 始兴县",
            "440224 韶关市 仁化县",
            "440281 韶关市 乐昌市",
            "440303 深圳市 罗湖区",
            "440304 深圳市 福田区",
            "440305 深圳市 南山区",
            "440402 珠海市 香洲区",
            "440507 汕头市 龙湖区",
            "440604 佛山市 禅城区",
            "440605 佛山市 南海区",
            "440606 佛山市 顺德区",
            "440703 江门市 蓬江区",
            "440704 江门市 江海区",
            "440781 江门市 台山市",
            "440802 湛江市 赤坎区",
            "440803 湛江市 霞山区",
            "440882 湛江市 雷州市",
            "440902 茂名市 茂南区",
            "440981 茂名市 高州市",
            "440982 茂名市 化州市",
            "441202 肇庆市 端州区",
            "441223 肇庆市 广宁县",
            "441302 惠州市 惠城区",
            "441322 惠州市 博罗县",
            "441402 梅州市 梅江区",
            "441424 梅州市 五华县",
            "441481 梅州市 兴宁市",
            "441502 汕尾市 城区",
            "441521 汕尾市 海丰县",
            "441602 河源市 源城区",
            "441622 河源市 龙川县",
            "441702 阳江市 江城区",
            "441802 清远市 清城区",
            "441821 清远市 佛冈县",
            "445102 潮州市 湘桥区",
            "445202 揭阳市 榕城区",
            "445281 揭阳市 普宁市",
            "445302 云浮市 云城区",
            "110101 北京市 东城区",
            "110105 北京市 朝阳区",
            "110108 北京市 海淀区",
            "310101 上海市 黄浦区",
            "310104 上海市 徐汇区",
            "310115 上海市 浦东新区",
            "320102 南京市 玄武区",
            "330106 杭州市 西湖区",
            "350203 厦门市 思明区",
            "360102 南昌市 东湖区",
            "420106 武汉市 武昌区",
            "430102 长沙市 芙蓉区",
            "510105 成都市 青羊区",
            "530102 昆明市 五华区",
            "540102 拉萨市 城关区",
            "610103 西安市 碑林区",
            "650102 乌鲁木齐市 天山区");

    /** The first this many of {@link #ALL} lie in Guangdong, where the sample's departments are. */
    static final int HOME = 46;

    private static Division[] all(String... lines) {
        Division[] all = new Division[lines.length];
        for (int i = 0; i < all.length; i++) {
            String[] part = lines[i].split(" ");
            all[i] = new Division(part[0], part[1], part[2]);
        }
        return all;
    }

    String fullName() {
        String province =
                switch (code.substring(0, 2)) {
                    case "44" -> "广东省";
                    case "32" -> "江苏省";
                    case "33" -> "浙江省";
                    case "35" -> "福建省";
                    case "36" -> "江西省";
                    case "42" -> "湖北省";
                    case "43" -> "湖南省";
                    case "51" -> "四川省";
                    case "53" -> "云南省";
                    case "54" -> "西藏自治区";
                    case "61" -> "陕西省";
                    case "65" -> "新疆维吾尔自治区";
                    default -> "";
                };
        return province + city + name;
    }
}
