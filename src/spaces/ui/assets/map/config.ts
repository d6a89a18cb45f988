// What the page asks of the map (widget.py, words.py) and what layers hold, for the type check only.
import type { Position } from "geojson";

/** Sentences by name, unfilled. */
export type Words = Record<string, string>;
/** A row of the legend (widget.py's LegendItem). */
export interface Item { id: string; label: string; color: string; shape: string; letter: string }
/** A layer that the page wants (widget.py's LayerRef). */
export interface Wanted {
  id: string; url: string; style: string; label: string; legend: Item[]; visible: boolean;
}
export interface Config {
  key: string; place: string; lang: string; height: number; title: string; words: Words;
  bounds: [[south: number, west: number], [north: number, east: number]];
  layers: Wanted[]; notes: string[]; tiles: string[]; selected: string; clicks: boolean; anywhere: boolean;
  spot: [lon: number, lat: number] | null;
}

export type Geometry =
  | { type: "Point"; coordinates: Position }
  | { type: "MultiPoint" | "LineString"; coordinates: Position[] }
  | { type: "MultiLineString" | "Polygon"; coordinates: Position[][] }
  | { type: "MultiPolygon"; coordinates: Position[][][] };
/** A feature as our own server sends it: its properties are of the layer's kind. */
export interface Feature { type: "Feature"; id: string | number; geometry: Geometry | null; properties: Record<string, any> }

/** What st_folium tells the frame with each run of the page. */
export interface Render { args: { html: string }; theme?: { base: string } }

declare global {
  interface Window {
    Streamlit: {
      events: EventTarget;
      setFrameHeight(pixels: number): void;
      setComponentValue(value: unknown): void;
    };
  }
}
