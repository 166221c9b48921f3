package org.basedata.registry.api.comparison;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Comparisons", description = "本部门的名单比对作业,新的在前 / a department's comparisons, the latest first")
record ComparisonsAnswer(List<ComparisonAnswer> results, String next) {}
