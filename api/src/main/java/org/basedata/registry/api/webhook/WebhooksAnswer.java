package org.basedata.registry.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The addresses of a department. */
@Schema(name = "Webhooks", description = "本部门的推送订阅 / the addresses of the department")
@JsonInclude(JsonInclude.Include.ALWAYS)
record WebhooksAnswer(
        List<WebhookAnswer> results,

        @Schema(description = "总为空 / always null: all are in the answer")
        String next) {}
