package org.basedata.registry.api.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.signin.Roles;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where operators see whether the views that follow the log keep up. */
@Tag(name = "log", description = "事件日志 / the log of events")
@Roles({})
@RestController
@RequestMapping(path = "/api/v1/log", produces = MediaType.APPLICATION_JSON_VALUE)
final class LogEndpoint {
    private final Followers followers;

    LogEndpoint(Followers followers) {
        this.followers = followers;
    }

    @Operation(
            operationId = "listFollowers",
            summary = "列出跟随日志的处理器 / list what follows the log",
            description =
                    "主记录随提交即时可见;批次状态等视图由处理器跟随日志写成。此处逐个列出其位置与滞后的事件数。\n\n"
                            + "Master records are there with the commit; other views, such as the state of deliveries, are written by"
                            + " processors that follow the log. Each is listed with its position and how many events it is behind.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "All processors of this program",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FollowersAnswer.class),
                                            examples = @ExampleObject(Examples.FOLLOWERS))))
    @GetMapping("/followers")
    ResponseEntity<FollowersAnswer> followers() {
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(new FollowersAnswer(
                        followers.places().stream()
                                .map(place -> new FollowersAnswer.Follower(
                                        place.name(),
                                        Long.toString(place.position()),
                                        Long.toString(place.head()),
                                        place.lag()))
                                .toList(),
                        null));
    }
}
