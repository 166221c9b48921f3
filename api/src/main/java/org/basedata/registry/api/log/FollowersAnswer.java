package org.basedata.registry.api.log;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A list that has one page only. */
@Schema(name = "Followers", description = "跟随日志的处理器 / what follows the log")
record FollowersAnswer(
        @Schema(description = "一个处理器一项 / one entry a processor")
        List<Follower> results,

        @Schema(description = "总为 null:只有一页 / always null: there is one page")
        String next) {

    /** One processor. */
    @Schema(name = "Follower", description = "一个处理器的进度 / how far one processor is")
    record Follower(
            @Schema(description = "处理器名称 / the processor's name", example = "deliveries")
            String name,

            @Schema(description = "已处理到的位置 / opaque position up to which it has dealt with the log", example = "51230")
            String position,

            @Schema(description = "日志末尾 / opaque position of the log's end", example = "51240")
            String head,

            @Schema(description = "尚未处理的事件数 / events it has not dealt with yet", example = "10")
            long lag) {}
}
