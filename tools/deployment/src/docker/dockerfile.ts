import { DockerfileParser } from 'dockerfile-ast';
import type { Dockerfile } from 'dockerfile-ast';
import { read } from '../repository.ts';

/** What the image that the repository's Dockerfile makes is like, as far as the tests ask. */
export interface Image {
  /** The image that each stage starts from, build arguments filled in. */
  readonly baseImages: readonly string[];
  /** All RUN commands, in order. */
  readonly commands: readonly string[];
  /** What the last stage sets in the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volume: string;
  readonly port: string;
  /** Empty where it is not in exec form. */
  readonly entrypoint: readonly string[];
  /** The command that tells whether the container is well; empty where it is not in exec form. */
  readonly healthcheck: readonly string[];
}

export function readImage(): Image {
  const file = DockerfileParser.parse(read('Dockerfile'));
  const last = file.getFROMs().at(-1)?.getRange().start.line ?? 0;
  const all = (keyword: string) =>
    file.getInstructions().filter((instruction) => instruction.getKeyword() === keyword);
  const text = (keyword: string): string =>
    all(keyword)
      .filter((instruction) => instruction.getRange().start.line > last)
      .map((instruction) => instruction.getArgumentsContent())
      .join();
  const environment = file
    .getENVs()
    .filter((instruction) => instruction.getRange().start.line > last)
    .flatMap((instruction) => instruction.getProperties());
  return {
    baseImages: baseImages(file),
    commands: all('RUN').map((instruction) => instruction.getArgumentsContent() ?? ''),
    environment: Object.fromEntries(
      environment.map((property) => [property.getName(), property.getValue() ?? '']),
    ),
    user: text('USER'),
    volume: text('VOLUME'),
    port: text('EXPOSE'),
    entrypoint: execForm(text('ENTRYPOINT')),
    healthcheck: execForm(text('HEALTHCHECK').split('CMD')[1] ?? ''),
  };
}

function baseImages(file: Dockerfile): string[] {
  const defaults = new Map(
    file.getInitialARGs().map((arg) => {
      const property = arg.getProperty();
      return [property?.getName(), property?.getValue() ?? ''];
    }),
  );
  return file
    .getFROMs()
    .map((from) => from.getImage() ?? '')
    .map((image) => image.replace(/\$\{(\w+)\}/, (_, name: string) => defaults.get(name) ?? ''));
}

/** The words of a command in exec form; none for one that a shell would run. */
function execForm(command: string): string[] {
  const text = command.replaceAll(/\\\n/g, '').trim();
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : [];
}
