/* What the page of streamlit-folium has for the map, and what the map gives it. For the type checker alone. */

type Options = import("./assets/contract.js").Options;
type Lambert = import("./assets/contract.js").Lambert;
type Scene = import("./assets/contract.js").Scene;
type Site = import("./assets/contract.js").Site;
type Overlay = import("./assets/contract.js").Overlay;
type Rating = import("./assets/contract.js").Rating;
type Tile = import("./assets/contract.js").Tile;
type Cluster = import("./assets/state.js").Cluster;

interface StreamlitPage {
  RENDER_EVENT: string;
  events: EventTarget;
  setFrameHeight(height: number): void;
  setComponentValue(value: object): void;
}

interface Window {
  Streamlit: StreamlitPage;
  map?: any;
  depositsOptions?: Options;
  deposits: {
    start(map: any, options?: Options, mark?: string): void;
    sites(group: any, shown: number[], scene: Scene): void;
  };
}
