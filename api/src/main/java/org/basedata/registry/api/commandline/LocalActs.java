package org.basedata.registry.api.commandline;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.identity.ActReading;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityRefused;
import org.basedata.registry.core.identity.SplitSubject;
import org.basedata.registry.core.submission.IntakeUnavailable;

/** Takes acts in this very program. */
final class LocalActs implements ActFile.Desk {
    private final Registry registry;

    LocalActs(Registry registry) {
        this.registry = registry;
    }

    @Override
    public ActOutcome take(byte[] act) {
        try {
            IdentityCommand command = ActReading.read(act, registry.ids(), UUID::randomUUID);
            SubjectId subject = registry.acts().take(command);
            List<String> parts = command instanceof SplitSubject split
                    ? split.parts().stream()
                            .map(part -> part.party().subject().toString())
                            .toList()
                    : List.of();
            return ActOutcome.taken(command.act().id().toString(), subject.toString(), parts);
        } catch (RequestRefused e) {
            return ActOutcome.refused(e.code().name(), e.at(), e.detail(), e.detailEn());
        } catch (IdentityRefused e) {
            Fault fault = e.fault();
            return fault.code().equals(IdentityRefused.ACT_KNOWN)
                    ? ActOutcome.known()
                    : ActOutcome.refused(fault.code(), fault.item(), fault.message(), fault.messageEn());
        } catch (IntakeUnavailable e) {
            throw new CommandFailed(
                    Main.FAILED,
                    "DATABASE_UNAVAILABLE: the database cannot be reached; give the same file again to go on"
                            + " / 无法连接数据库,请稍后以同一文件继续");
        }
    }
}
