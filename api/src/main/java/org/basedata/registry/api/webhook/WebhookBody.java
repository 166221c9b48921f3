package org.basedata.registry.api.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.api.body.JsonBody;

/** What a department wants to be sent. */
@Schema(name = "WebhookBody", description = "推送订阅的内容 / what is to be sent, and where to")
record WebhookBody(
        @Schema(
                description = "接收地址,须为 https / where to, https only",
                example = "https://jy.example.gov.cn/hooks/changes",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String url,

        @Schema(
                description = "PERSON, LEGAL_ENTITY;可推断时可省略 / may be left out where the agreements tell",
                example = "PERSON")
        String type,

        @Schema(description = "数据项;缺省为全部有权读取的 / items; by default all that may be seen", example = "[\"name\"]")
        List<String> items,

        @Schema(description = "地区 / region, as of the feed", example = "440106")
        String division,

        @Schema(
                description = "从何处开始,同 GET /changes;缺省为从现在起 / where to begin, as of the feed; by default now",
                example = "1234")
        String after,

        @Schema(description = "每次推送的条数,1 至 1,000,缺省 100 / changes a message", example = "100")
        Integer limit) {

    static WebhookBody read(byte[] body) {
        String[] texts = new String[4];
        List<List<String>> items = new ArrayList<>();
        Integer[] limit = new Integer[1];
        JsonBody.read(body, (name, json) -> {
            switch (name) {
                case "url" -> texts[0] = json.text();
                case "type" -> texts[1] = json.text();
                case "division" -> texts[2] = json.text();
                case "after" -> texts[3] = json.text();
                case "limit" -> limit[0] = json.integer();
                case "items" -> {
                    List<String> codes = new ArrayList<>();
                    json.array(each -> codes.add(String.valueOf(each.text())));
                    if (!codes.isEmpty()) items.add(codes);
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new WebhookBody(texts[0], texts[1], items.isEmpty() ? null : items.get(0), texts[2], texts[3], limit[0]);
    }
}
