// Pallets put together: the outer enumerations RuntimeCall, RuntimeEvent and RuntimeError, and the numbers by which a
// definition is known on the wire.

import {
  type Codec,
  DecodeError,
  encode,
  type FieldNode,
  fields,
  type TypeNode,
  type VariantNode,
} from "../scale/index.js";
import type { CallDefinition, RuntimeCallValue } from "./calls.js";
import type { ChainFacts } from "./context.js";
import type { DispatchErrorValue, ErrorDefinition, Refusal } from "./errors.js";
import type { EventDefinition } from "./events.js";
import type { Pallet } from "./pallet.js";

export interface DecodedEvent {
  readonly pallet: string;
  readonly name: string;
  readonly value: unknown;
}

export interface Assembly {
  readonly pallets: readonly Pallet[];
  readonly call: Codec<RuntimeCallValue>;
  readonly event: Codec<DecodedEvent>;
  readonly errorType: TypeNode;
  definitionOf(value: RuntimeCallValue): CallDefinition;
  /** Whether the law refuses a call to Root itself on such a chain. */
  refusesRoot(chain: ChainFacts, call: RuntimeCallValue): boolean;
  /** SCALE of a RuntimeEvent. */
  encodeEvent<V>(event: EventDefinition<V>, value: V): Uint8Array;
  /** A refusal as DispatchError. Throws where the error belongs to no pallet: a declaration was forgotten. */
  dispatchError(refusal: Refusal): DispatchErrorValue;
  /** The name and docs behind a ModuleError. */
  describe(error: DispatchErrorValue): { readonly pallet?: string; readonly name: string; readonly docs: string };
}

interface BuiltCall {
  readonly pallet: Pallet;
  readonly index: number;
  readonly definition: CallDefinition;
  readonly codec: Codec<Record<string, unknown>> & { nodes: FieldNode[] };
}

const OUTER = "node_subtensor_runtime";

function inner(path: string, variants: readonly VariantNode[]): TypeNode {
  return { kind: "variant", path, parameters: [{ name: "T", type: undefined }], variants };
}

function outer(path: string, pallets: readonly Pallet[], of: (pallet: Pallet) => TypeNode | undefined): TypeNode {
  const variants = pallets.flatMap((pallet): VariantNode[] => {
    const type = of(pallet);
    return type ? [{ name: pallet.name, index: pallet.index, fields: [{ type }] }] : [];
  });
  return { kind: "variant", path, parameters: [], variants };
}

/** Rust's crate name of a pallet, as it stands in type paths. Clients do not depend on it; PAPI groups by it. */
function crateOf(pallet: Pallet): string {
  const crates: Readonly<Record<string, string>> = { System: "frame_system", SubtensorModule: "pallet_subtensor" };
  const snake = pallet.name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return crates[pallet.name] ?? `pallet_${snake}`;
}

/** The inner types by pallet; also what metadata points to. */
export function palletTypes(pallet: Pallet): { calls?: TypeNode; events?: TypeNode; errors?: TypeNode } {
  const crate = crateOf(pallet);
  const calls = pallet.calls.map(({ index, call }) => ({
    name: call.name,
    index,
    fields: fields(call.args).nodes,
    docs: call.docs,
  }));
  const events = pallet.events.map(({ index, name, event }) => ({
    name,
    index,
    fields: event.nodes,
    docs: [event.docs],
  }));
  const errors = pallet.errors.map((error, index) => ({ name: error.name, index, fields: [], docs: [error.docs] }));
  return {
    ...(calls.length > 0 ? { calls: inner(`${crate}::pallet::Call`, calls) } : {}),
    ...(events.length > 0 ? { events: inner(`${crate}::pallet::Event`, events) } : {}),
    ...(errors.length > 0 ? { errors: inner(`${crate}::pallet::Error`, errors) } : {}),
  };
}

function callCodec(pallets: readonly Pallet[], built: readonly BuiltCall[]): Codec<RuntimeCallValue> {
  const byNumber = new Map(built.map((call) => [(call.pallet.index << 8) | call.index, call]));
  const byName = new Map(built.map((call) => [`${call.pallet.name}.${call.definition.name}`, call]));
  // Lazily: Utility's calls contain this very type, so their nodes can only be read after assembly.
  let type: TypeNode | undefined;
  return {
    get type() {
      type ??= outer(`${OUTER}::RuntimeCall`, pallets, (pallet) => palletTypes(pallet).calls);
      return type;
    },
    encode(value, out) {
      const call = byName.get(`${value.pallet}.${value.call}`);
      if (!call) throw new RangeError(`there is no call ${value.pallet}.${value.call}`);
      out.u8(call.pallet.index);
      out.u8(call.index);
      call.codec.encode(value.args as Record<string, unknown>, out);
    },
    decode(input) {
      const [palletIndex, callIndex] = [input.u8(), input.u8()];
      const call = byNumber.get((palletIndex << 8) | callIndex);
      if (!call) throw new DecodeError(`there is no call ${palletIndex}.${callIndex}`);
      return { pallet: call.pallet.name, call: call.definition.name, args: call.codec.decode(input) };
    },
  };
}

function eventCodec(
  pallets: readonly Pallet[],
  numbers: ReadonlyMap<EventDefinition, readonly [number, number]>,
): Codec<DecodedEvent> {
  const events = pallets.flatMap((pallet) =>
    pallet.events.map(({ index, name, event }) => ({ pallet, index, name, event })),
  );
  const byNumber = new Map(events.map((each) => [(each.pallet.index << 8) | each.index, each]));
  const byName = new Map(events.map((each) => [`${each.pallet.name}.${each.name}`, each.event]));
  return {
    type: outer(`${OUTER}::RuntimeEvent`, pallets, (pallet) => palletTypes(pallet).events),
    encode(value, out) {
      const event = byName.get(`${value.pallet}.${value.name}`);
      const number = event && numbers.get(event);
      if (!number) throw new RangeError(`there is no event ${value.pallet}.${value.name}`);
      out.u8(number[0]);
      out.u8(number[1]);
      event.codec.encode(value.value, out);
    },
    decode(input) {
      const [palletIndex, eventIndex] = [input.u8(), input.u8()];
      const found = byNumber.get((palletIndex << 8) | eventIndex);
      if (!found) throw new DecodeError(`there is no event ${palletIndex}.${eventIndex}`);
      return { pallet: found.pallet.name, name: found.name, value: found.event.codec.decode(input) };
    },
  };
}

/** `refusesRoot`: the calls that not even Root may make; without it, none. */
export function assemble(pallets: readonly Pallet[], refusesRoot: Assembly["refusesRoot"] = () => false): Assembly {
  const ordered = [...pallets].sort((a, b) => a.index - b.index);
  const built: BuiltCall[] = ordered.flatMap((pallet) =>
    pallet.calls.map(({ index, call }) => ({ pallet, index, definition: call, codec: fields(call.args) })),
  );
  const byName = new Map(built.map((call) => [`${call.pallet.name}.${call.definition.name}`, call.definition]));
  const eventNumbers = new Map<EventDefinition, readonly [number, number]>();
  for (const pallet of ordered)
    for (const { index, event } of pallet.events) eventNumbers.set(event, [pallet.index, index]);
  const errorNumbers = new Map<ErrorDefinition, readonly [number, number]>();
  for (const pallet of ordered) pallet.errors.forEach((error, index) => errorNumbers.set(error, [pallet.index, index]));
  const event = eventCodec(ordered, eventNumbers);
  return {
    pallets: ordered,
    refusesRoot,
    call: callCodec(ordered, built),
    event,
    errorType: outer(`${OUTER}::RuntimeError`, ordered, (pallet) => palletTypes(pallet).errors),
    definitionOf(value) {
      const definition = byName.get(`${value.pallet}.${value.call}`);
      if (!definition) throw new RangeError(`there is no call ${value.pallet}.${value.call}`);
      return definition;
    },
    encodeEvent(definition, value) {
      const number = eventNumbers.get(definition as EventDefinition);
      if (!number) throw new Error(`an event belongs to no pallet: ${definition.docs}`);
      const body = encode(definition.codec, value);
      const bytes = new Uint8Array(2 + body.length);
      bytes.set(number);
      bytes.set(body, 2);
      return bytes;
    },
    dispatchError({ reason }) {
      if (!("docs" in reason)) return reason;
      const number = errorNumbers.get(reason);
      if (!number) throw new Error(`error ${reason.name} belongs to no pallet`);
      return { type: "Module", value: { index: number[0], error: Uint8Array.of(number[1], 0, 0, 0) } };
    },
    describe(error) {
      if (error.type !== "Module")
        return { name: error.value && "type" in error.value ? error.value.type : error.type, docs: "" };
      const pallet = ordered.find((each) => each.index === error.value.index);
      const definition = pallet?.errors[error.value.error[0] as number];
      return {
        ...(pallet ? { pallet: pallet.name } : {}),
        name: definition?.name ?? "Unknown",
        docs: definition?.docs ?? "",
      };
    },
  };
}
