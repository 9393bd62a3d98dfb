export default function Loading() {
  return (
    <main className="page" id="main" aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading
      </p>
      <div className="wait-bar" style={{ width: '40%' }} />
      <div className="sheet">
        <div className="sheet-body stack">
          <div className="wait-bar" />
          <div className="wait-bar" style={{ width: '80%' }} />
          <div className="wait-bar" style={{ width: '60%' }} />
        </div>
      </div>
    </main>
  );
}
