// What we call of the library, for the type check: its own declarations name a global.
export interface Code {
  addData(text: string): void;
  make(): void;
  getModuleCount(): number;
  isDark(row: number, column: number): boolean;
}
/** Type 0: the smallest that holds the data. */
export default function qrcode(type: 0, correction: "L" | "M" | "Q" | "H"): Code;
