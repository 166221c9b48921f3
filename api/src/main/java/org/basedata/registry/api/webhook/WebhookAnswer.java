package org.basedata.registry.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;

/** An address that changes are sent to. */
@Schema(name = "Webhook", description = "推送订阅 / an address that changes are sent to")
@JsonInclude(JsonInclude.Include.ALWAYS)
record WebhookAnswer(
        @Schema(description = "编号 / id", example = "5b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        String id,

        @Schema(description = "以其名义推送的系统账户 / the system on whose behalf it is sent", example = "jy-xueji")
        String account,

        @Schema(description = "接收地址 / where it is sent to", example = "https://jy.example.gov.cn/hooks/changes")
        String url,

        @Schema(description = "用途代码 / code of the purpose", example = "SCHOOL-ENROLMENT")
        String purpose,

        @Schema(
                description = "共享授权编号;空为用途所及的全部 / number of the agreement; null for all that the purpose allows",
                example = "A-000017")
        String agreement,

        @Schema(description = "PERSON, LEGAL_ENTITY", example = "PERSON")
        SubjectType type,

        @Schema(description = "数据项;空为全部有权读取的 / items; null for all that may be seen", example = "[\"name\"]")
        List<String> items,

        @Schema(description = "地区 / region", example = "440106")
        String division,

        @Schema(description = "每次推送的条数 / changes a message", example = "100")
        int limit,

        @Schema(
                description = "ACTIVE 推送中、FAILED 已停止、ENDED 账户已停用 / FAILED: nothing is sent until it is resumed",
                example = "ACTIVE")
        Webhook.State state,

        @Schema(
                description = "最近一次失败或停止的原因 / of the last failure, or why nothing is sent any more",
                example = "HTTP 503")
        String reason,

        @Schema(description = "连续失败次数 / failures in a row", example = "0")
        int failures,

        @Schema(description = "自何时起失败 / since when it fails")
        Instant failingSince,

        @Schema(description = "建立时间 / when it was entered") Instant createdAt,

        @Schema(description = "最近一次送达 / when something last arrived")
        Instant deliveredAt,

        @Schema(
                description = "签名密钥,只在建立和更换时给出一次 / the secret, given once, when it is made",
                example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String secret) {

    /** @param secret null when it is not given */
    static WebhookAnswer of(Webhook webhook, byte[] secret) {
        return new WebhookAnswer(
                webhook.id().toString(),
                webhook.account(),
                webhook.url(),
                webhook.purpose(),
                webhook.agreement(),
                webhook.type(),
                webhook.items() == null ? null : List.copyOf(webhook.items()),
                webhook.division(),
                webhook.limit(),
                webhook.state(),
                webhook.reason(),
                webhook.failures(),
                webhook.failingSince(),
                webhook.createdAt(),
                webhook.deliveredAt(),
                secret == null ? null : WebhookSecrets.text(secret));
    }
}
