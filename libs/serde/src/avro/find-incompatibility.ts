import avro from 'avsc';

/** Where and why values of `writer` can't be read as `reader`, in words; undefined where they can. */
export function findIncompatibility(
  reader: avro.Type,
  writer: avro.Type,
  path = '',
): string | undefined {
  if (canRead(reader, writer)) return undefined;
  const [readerRecord, writerRecord] = [recordIn(reader), recordIn(writer)];
  if (readerRecord === undefined || writerRecord === undefined)
    return changed(reader, writer, path);
  for (const field of readerRecord.fields) {
    const fieldPath = path === '' ? field.name : `${path}.${field.name}`;
    const names = [field.name, ...field.aliases];
    const written = writerRecord.fields.find(({ name }) => names.includes(name));
    const reason =
      written === undefined
        ? lacking(field, fieldPath)
        : findIncompatibility(field.type, written.type, fieldPath);
    if (reason !== undefined) return reason;
  }
  return changed(reader, writer, path);
}

function canRead(reader: avro.Type, writer: avro.Type): boolean {
  try {
    reader.createResolver(writer);
    return true;
  } catch {
    return false;
  }
}

/** The type itself if a record, or the record of a nullable one. */
function recordIn(type: avro.Type): avro.types.RecordType | undefined {
  const branches = type instanceof avro.types.UnwrappedUnionType ? type.types : [type];
  return branches.find((branch) => branch instanceof avro.types.RecordType);
}

function lacking(field: avro.types.Field, path: string): string | undefined {
  if (field.defaultValue() !== undefined) return undefined;
  return `field ${path} is new and has no default`;
}

function changed(reader: avro.Type, writer: avro.Type, path: string): string {
  const place = path === '' ? 'the value' : `field ${path}`;
  return `${place} was ${shown(writer)} and is now ${shown(reader)}`;
}

function shown(type: avro.Type): string {
  return type.name ?? JSON.stringify(type.schema({ noDeref: true }));
}
