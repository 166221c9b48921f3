package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.basedata.registry.core.account.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the header that a system of a department sends with each request, for use with curl and in scripts. */
@Command(
        name = "token",
        description = {
            "换取令牌,打印请求头 Authorization",
            "gets a token from the running server and prints the header Authorization"
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--department",
            paramLabel = "CODE",
            description = {"部门代码;取自账户文件时须给出", "department whose system is taken from the accounts file"})
    private String department;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "SOURCE",
            description = {"角色 (缺省 SOURCE)", "role that the system needs (default SOURCE)"})
    private Role role;

    @Override
    public Integer call() throws InterruptedException {
        RunningServer server = client.server(department, role)
                .orElseThrow(() -> new CommandFailed(
                        Main.FAILED, "SERVER_MISSING: no registry runs on " + client.where() + " / 登记系统未在该端口运行"));
        try {
            spec.commandLine().getOut().println(server.header());
            return 0;
        } catch (IOException e) {
            throw new CommandFailed(
                    Main.FAILED, "SERVER_LOST: the server at " + server.url() + " did not answer / 登记系统未答复");
        }
    }
}
