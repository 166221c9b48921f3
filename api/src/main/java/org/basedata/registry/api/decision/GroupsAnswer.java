package org.basedata.registry.api.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "DecisionGroups", description = "批量裁定列表 / decisions for many, the latest first")
record GroupsAnswer(List<GroupAnswer> results) {}
