package org.basedata.registry.api.export;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Exports", description = "本部门的批量导出作业,新的在前 / a department's exports, the latest first")
record ExportsAnswer(List<ExportAnswer> results, String next) {}
