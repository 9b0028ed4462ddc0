"use client";

import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { ConfirmDanger } from "@/components/ui/confirm-danger";
import { tellDone } from "@/components/ui/toast";
import type { contract } from "@/server/agents/contract";
import { FormDialog, type FormField, type FormValues } from "./form-dialog";
import type { RegistryItem } from "./queries";
import { useDeed } from "./use-deed";

const urlField: FormField = {
  name: "url",
  label: "Address",
  hint: "http://host:9000, with user:password@ where it asks for them; these are kept sealed and shown to nobody",
  most: 500,
  mono: true,
};
const nameField: FormField = { name: "name", label: "Name", hint: "How its agents are told apart", most: 120 };

/** Throws the words of a test that failed, so that nothing is kept which was never read. */
async function mustAnswer(url: string): Promise<string> {
  const look = await call<typeof contract.testRegistry>(operations.testRegistry, { body: { url } });
  if (!look.ok) throw new Error(`${look.detail}. Nothing was saved.`);
  return look.detail;
}

export function AddMirror({ onClose }: { onClose: () => void }) {
  const { refresh } = useDeed(operations.listRegistries);
  const submit = async ({ name = "", url = "", environment = "" }: FormValues) => {
    const found = await mustAnswer(url.trim());
    await call<typeof contract.createRegistry>(operations.createRegistry, { body: { name, url, environment } });
    await refresh();
    tellDone(`${name} is mirrored: it ${found}`);
    onClose();
  };
  return (
    <FormDialog
      title="Mirror a registry"
      intro="Muster reads it once before it is kept, and then every ten seconds. Its agents need no change."
      deed="Test and mirror"
      fields={[
        urlField,
        nameField,
        {
          name: "environment",
          label: "Environment",
          hint: "Its agents join it; a new name makes a new one",
          initial: "default",
          most: 64,
        },
      ]}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}

export function ChangeMirror({ mirror, onClose }: { mirror: RegistryItem; onClose: () => void }) {
  const { refresh } = useDeed(operations.listRegistries);
  const submit = async ({ name = "", url = "", seconds = "" }: FormValues) => {
    await call<typeof contract.updateRegistry>(operations.updateRegistry, {
      params: { id: mirror.id },
      body: { name, pollIntervalMs: Number(seconds) * 1000, ...(url === mirror.url ? {} : { url }) },
    });
    await refresh();
    tellDone(`${name} is changed`);
    onClose();
  };
  return (
    <FormDialog
      title={`Change ${mirror.name}`}
      intro={
        mirror.hasCredentials ? "Its user and password stay as long as the address names the same server." : undefined
      }
      deed="Change mirror"
      fields={[
        { ...urlField, initial: mirror.url ?? "" },
        { ...nameField, initial: mirror.name },
        {
          name: "seconds",
          label: "Read every … seconds",
          kind: "number",
          initial: String(mirror.pollIntervalMs / 1000),
        },
      ]}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}

export function EndMirror({ mirror, onClose }: { mirror: RegistryItem; onClose: () => void }) {
  const { refresh } = useDeed(operations.listRegistries);
  const confirm = async () => {
    await call<typeof contract.deleteRegistry>(operations.deleteRegistry, { params: { id: mirror.id } });
    await refresh();
    tellDone(`${mirror.name} is mirrored no longer`);
  };
  return (
    <ConfirmDanger
      title={`End the mirror of ${mirror.name}?`}
      consequence={`Its ${mirror.agents} agents are retired and keep their history. The registry itself is not touched.`}
      name={mirror.name}
      deed="End mirror"
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
