package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.basedata.registry.api.home.Home;
import org.basedata.registry.api.home.OpenHome;
import picocli.CommandLine.Option;

/** Options that say where the registry's data are. */
final class HomeOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = {
                "数据目录,内置数据库在其中 (缺省 ./registry-data;demo 缺省为临时目录)",
                "data directory with the embedded database (default ./registry-data; demo: a temporary one)"
            })
    private Path dataDir;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = {
                "外部 PostgreSQL 的 JDBC 地址",
                "JDBC URL of a PostgreSQL elsewhere, jdbc:postgresql://host:5432/registry"
            })
    private String dbUrl;

    @Option(
            names = "--db-user",
            paramLabel = "USER",
            description = {"数据库用户", "its user"})
    private String dbUser;

    @Option(
            names = "--db-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:REGISTRY_DB_PASSWORD}",
            description = {
                "数据库口令,或环境变量 REGISTRY_DB_PASSWORD",
                "its password, or REGISTRY_DB_PASSWORD in the environment"
            })
    private String dbPassword;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = {"目录文件 (缺省为自带目录)", "catalogue file (default: the one that comes with the program)"})
    private Path catalogue;

    Home home() {
        return home(Path.of("registry-data"));
    }

    Home home(Path usualDir) {
        return new Home(dataDir == null ? usualDir : dataDir, dbUrl, dbUser, dbPassword, catalogue);
    }

    /** Opens it, and shows how far it is when an upgrade has to be finished first. */
    static OpenHome open(Home home, PrintWriter out) {
        ProgressLine line = new ProgressLine(out, "升级后重建/rebuilding after the upgrade");
        boolean[] begun = {false};
        OpenHome open = home.open(Clock.systemUTC(), progress -> {
            if (!begun[0])
                out.println("UPGRADE: 程序升级后派生表须由事件重建一次,完成后自动启动 / the derived tables are built again from"
                        + " the events, once, because the program was upgraded; it goes on by itself");
            begun[0] = true;
            line.show(progress);
        });
        line.end();
        return open;
    }

    boolean hasDataDir() {
        return dataDir != null;
    }
}
