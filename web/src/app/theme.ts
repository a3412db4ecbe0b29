import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const sea: MantineColorsTuple = [
  '#eef9f7',
  '#d8f1ed',
  '#b0e3db',
  '#82d2c7',
  '#52bbb0',
  '#2f9f95',
  '#1f857d',
  '#176c66',
  '#125752',
  '#0d4340',
];

const dark: MantineColorsTuple = [
  '#d9dde3',
  '#b9c0ca',
  '#98a1ae',
  '#6c7685',
  '#434b58',
  '#313843',
  '#252b34',
  '#1a1f27',
  '#13171d',
  '#0d1014',
];

export const theme = createTheme({
  colors: { sea, dark },
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: "'Inter Variable', 'IBM Plex Sans Arabic', system-ui, sans-serif",
  headings: { fontWeight: '620', sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.3' } } },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { withBorder: true, p: 'md' } },
    Text: { defaultProps: { size: 'sm' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 560 },
      styles: { root: { minWidth: 'max-content' }, label: { overflow: 'visible' } },
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Tabs: {
      styles: {
        list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' },
        tab: { flex: 'none' },
      },
    },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    Modal: { defaultProps: { centered: true, padding: 'lg' } },
  },
});

/** Dimmed text with a contrast of 4.5 in both themes, and grounds that let panels stand out. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-orange-light-color': '#9c3d0a',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-red-light-color': '#b42323',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#a61e1e',
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#176c66',
    '--gv-ground': '#f6f7f9',
    '--gv-panel': '#ffffff',
    '--gv-line': '#e3e6ea',
    '--gv-hover': '#f1f4f6',
    '--gv-good': '#176c66',
    '--gv-bad': '#c2255c',
    '--gv-neutral': '#667080',
    '--gv-series-1': '#176c66',
    '--gv-series-2': '#4263eb',
    '--gv-series-3': '#c2570c',
    '--gv-series-4': '#862e9c',
  },
  dark: {
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#a61e1e',
    '--mantine-color-dimmed': '#98a1ae',
    '--mantine-color-placeholder': '#8a94a2',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#52bbb0',
    // Tints over a dark ground: the ready ones are too heavy beside figures.
    ...Object.fromEntries(
      Object.entries({
        sea: ['82, 210, 199', '#82d2c7'],
        gray: ['185, 192, 202', '#d0d5dc'],
        indigo: ['116, 143, 252', '#bac8ff'],
        orange: ['255, 146, 43', '#ffc078'],
        red: ['255, 107, 107', '#ffa8a8'],
        yellow: ['255, 212, 59', '#ffe066'],
      }).flatMap(([name, [tint, text]]) => [
        [`--mantine-color-${name}-light`, `rgba(${tint}, 0.14)`],
        [`--mantine-color-${name}-light-hover`, `rgba(${tint}, 0.2)`],
        [`--mantine-color-${name}-light-color`, text],
      ]),
    ),
    '--gv-ground': '#13171d',
    '--gv-panel': '#1a1f27',
    '--gv-line': '#2c333d',
    '--gv-hover': '#222832',
    '--gv-good': '#52bbb0',
    '--gv-bad': '#faa2c1',
    '--gv-neutral': '#98a1ae',
    '--gv-series-1': '#52bbb0',
    '--gv-series-2': '#91a7ff',
    '--gv-series-3': '#ffa94d',
    '--gv-series-4': '#e599f7',
  },
});
