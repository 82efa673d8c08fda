import type { SettingRow } from '@user-information/service';
import type { ServiceSettings } from './service-settings.ts';

/** A setting of some services: they differ in the default at most. */
interface SharedSetting extends Omit<SettingRow, 'default'> {
  /** The services by their default, in the order of the services. */
  readonly services: Map<string, string[]>;
}

/** All settings of all services as one Markdown table; what every service has comes first. */
export function settingsMarkdown(services: readonly ServiceSettings[]): string {
  const shared = shareSettings(services);
  const isCommon = (setting: SharedSetting): boolean =>
    [...setting.services.values()].flat().length === services.length;
  const rows = [...shared.filter(isCommon), ...shared.filter((setting) => !isCommon(setting))];
  return table([
    ['Setting', 'Default', 'Allowed', 'What it does', 'Of'],
    ...rows.map((setting) => [
      `\`${setting.variable}\``,
      defaultText(setting),
      setting.allowed,
      setting.meaning,
      isCommon(setting) ? 'every service' : [...setting.services.values()].flat().join(', '),
    ]),
  ]);
}

function shareSettings(services: readonly ServiceSettings[]): SharedSetting[] {
  const shared = new Map<string, SharedSetting>();
  for (const { service, rows } of services) {
    for (const { default: fallback, ...row } of rows) {
      const key = JSON.stringify(row);
      const setting = shared.get(key) ?? { ...row, services: new Map<string, string[]>() };
      shared.set(key, setting);
      setting.services.set(fallback, [...(setting.services.get(fallback) ?? []), service]);
    }
  }
  return [...shared.values()];
}

function defaultText({ services }: SharedSetting): string {
  const defaults = [...services].map(([value, owners]) => {
    const code = value === '' ? 'none' : `\`${value}\``;
    return services.size === 1 ? code : `${code} ${owners.join(', ')}`;
  });
  return defaults.join('<br>');
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((cells) =>
    cells.map((cell) => cell.replaceAll('|', '\\|')),
  );
  return [head, head.map(() => '---'), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
