package org.basedata.registry.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.document.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class FollowersIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void a_follower_says_where_it_is_and_how_far_that_is_from_the_end() throws InterruptedException {
        JsonNode receipt = registry.postRaw("/api/v1/deliveries", Examples.DELIVERY.getBytes(StandardCharsets.UTF_8))
                .json();
        long position = Long.parseLong(receipt.path("position").stringValue());
        Registry opened = registry.server().bean(Registry.class.getName(), Registry.class);
        assertThat(opened.following().await(position, Duration.ofSeconds(20))).isTrue();
        assertThat(opened.followingPeriods().await(position, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(opened.followingCrossRules().await(position, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(opened.followingCases().await(position, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(opened.followingRecalls().await(position, Duration.ofSeconds(20)))
                .isTrue();
        JsonNode answer = registry.get("/api/v1/log/followers").json();
        assertThat(answer.path("next").isNull()).isTrue();
        assertThat(answer.path("results"))
                .extracting(follower -> follower.path("name").stringValue())
                .containsExactly("deliveries", "search-periods", "changes", "cross-rules", "cases", "recalls");
        for (JsonNode follower : answer.path("results")) {
            assertThat(Long.parseLong(follower.path("position").stringValue())).isGreaterThanOrEqualTo(position);
            assertThat(Long.parseLong(follower.path("head").stringValue())
                            - Long.parseLong(follower.path("position").stringValue()))
                    .isEqualTo(follower.path("lag").asLong())
                    .isZero();
        }
        assertThat(registry.get("/actuator/prometheus").text())
                .contains("registry_follower_lag_events{processor=\"deliveries\"")
                .contains("registry_follower_lag_events{processor=\"search-periods\"")
                .contains("registry_follower_lag_events{processor=\"cross-rules\"")
                .contains("registry_follower_lag_events{processor=\"cases\"")
                .contains("uri=\"/api/v1/deliveries\"");
    }
}
