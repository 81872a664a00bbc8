/* What the page of streamlit-folium has for the map's script, and what the script gives it. For the type checker alone. */

interface StreamlitPage {
  RENDER_EVENT: string;
  events: EventTarget;
  setFrameHeight(height: number): void;
  setComponentValue(value: object): void;
}

interface Window {
  Streamlit: StreamlitPage;
  map?: L.Map;
  depositsOptions?: Options;
  deposits: {
    start(theMap: L.Map, theOptions: Options, mark: string): void;
    sites(group: L.FeatureGroup, rows: Row[], scene: Scene): void;
  };
}
