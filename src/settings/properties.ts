// Made from schema/plugin.json by `npm run generate`.
import type { IProperty } from './types.js';

/** The user's settings; `schema/plugin.json` has their meanings and units. */
export interface ISettings {
  colorMap: 'viridis' | 'viridis_r' | 'cividis' | 'cividis_r' | 'plasma' | 'plasma_r' | 'inferno' | 'inferno_r' | 'magma' | 'magma_r' | 'batlow' | 'batlow_r' | 'hawaii' | 'hawaii_r' | 'lajolla' | 'lajolla_r' | 'oslo' | 'oslo_r' | 'gray' | 'gray_r' | 'vik' | 'vik_r' | 'berlin' | 'berlin_r';
  scale: 'linear' | 'log' | 'symlog';
  limits: 'extent' | 'percentile';
  cutSteps: number;
  profiles: 'around' | 'right' | 'below';
  openNexusByDefault: boolean;
  schemas: readonly object[];
  progressDelay: number;
  memoryThreshold: number;
  memoryInterval: number;
  autosaveInterval: number;
  heartbeatInterval: number;
  logLevels: Readonly<{ console: 'debug' | 'info' | 'warning' | 'error' | 'critical' | 'off'; logConsole: 'debug' | 'info' | 'warning' | 'error' | 'critical' | 'off'; file: 'debug' | 'info' | 'warning' | 'error' | 'critical' | 'off' }>;
  moduleLevels: Readonly<Record<string, 'debug' | 'info' | 'warning' | 'error' | 'critical' | 'off'>>;
  logFileSize: number;
  logFileCount: number;
}

export const properties: Readonly<Record<keyof ISettings, IProperty>> = {"colorMap":{"type":"string","default":"viridis","choices":["viridis","viridis_r","cividis","cividis_r","plasma","plasma_r","inferno","inferno_r","magma","magma_r","batlow","batlow_r","hawaii","hawaii_r","lajolla","lajolla_r","oslo","oslo_r","gray","gray_r","vik","vik_r","berlin","berlin_r"]},"scale":{"type":"string","default":"linear","choices":["linear","log","symlog"]},"limits":{"type":"string","default":"extent","choices":["extent","percentile"]},"cutSteps":{"type":"number","default":1,"minimum":0.1,"maximum":1000},"profiles":{"type":"string","default":"around","choices":["around","right","below"]},"openNexusByDefault":{"type":"boolean","default":true},"schemas":{"type":"array","default":[]},"progressDelay":{"type":"number","default":300,"minimum":0,"maximum":60000},"memoryThreshold":{"type":"number","default":512,"minimum":16,"maximum":65536},"memoryInterval":{"type":"number","default":30,"minimum":1,"maximum":3600},"autosaveInterval":{"type":"number","default":2,"minimum":0.5,"maximum":60},"heartbeatInterval":{"type":"number","default":5,"minimum":1,"maximum":60},"logLevels":{"type":"object","default":{"console":"warning","logConsole":"info","file":"warning"},"properties":{"console":{"type":"string","default":"warning","choices":["debug","info","warning","error","critical","off"]},"logConsole":{"type":"string","default":"info","choices":["debug","info","warning","error","critical","off"]},"file":{"type":"string","default":"warning","choices":["debug","info","warning","error","critical","off"]}}},"moduleLevels":{"type":"object","default":{},"values":{"type":"string","choices":["debug","info","warning","error","critical","off"]}},"logFileSize":{"type":"number","default":10,"minimum":1,"maximum":1000},"logFileCount":{"type":"integer","default":5,"minimum":1,"maximum":100}};
