package org.basedata.registry.api.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.basedata.registry.importers.file.ImportProgress;

/** The answer to an upload. */
@Schema(name = "FileAccepted", description = "文件已留存,正在导入 / the file is kept and being taken")
record FileAccepted(
        @Schema(example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        UUID deliveryId,

        @Schema(example = "RUNNING") ImportProgress.State status) {}
